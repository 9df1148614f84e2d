#include "decoder/formats/json/json_row.h"

#include "decoder/read_text.h"

#include <cmath>

namespace driftwood::decoder {

void JsonRow::appendRead(records::Column& out, std::string_view value) {
    if (value.empty())
        out.appendMissing();
    else if (!appendReadText(out, value))
        out.appendNoted(records::ValueNote::Text);
}

void JsonRow::finish(const broker::RawRecord& record) {
    const std::size_t columns = m_rows->schema().fields.size();
    if (m_filled < columns) {
        for (std::size_t i = 0; i < columns; ++i) {
            if (m_rows->column(i).size() == m_row)
                m_rows->column(i).appendMissing();
        }
    }
    m_rows->appendPosition(record.partition, record.offset, record.timestamp,
                           record.hasKey ? &record.key : nullptr);
}

void JsonRow::word(std::int32_t column, std::string_view word) {
    records::Column* const out = open(column);
    if (!out)
        return;
    if (word == "null")
        out->appendMissing();
    else if (out->type() == records::FieldType::Bool)
        out->appendInt(word == "true" ? 1 : 0);
    else
        appendTextTo(*out, word, records::ValueNote::Truth);
}

void JsonRow::openAgain(records::Column& column) const {
    column.truncate(m_row);
    column.noteNext(records::ValueNote::Repeated);
}

void JsonRow::appendUnheld(records::Column& out, const JsonNumber& number) const {
    double nearest = 0;
    if (m_nearest && out.type() == records::FieldType::Float64 && number.toNearest(nearest))
        out.appendFloat(nearest);
    else if (!number.toDouble(nearest)) // an integer would lose digits; any other is beyond all numbers
        out.appendNoted(number.integer ? records::ValueNote::Inexact : records::ValueNote::Large);
    else
        out.appendNoted(nearest == std::trunc(nearest) ? records::ValueNote::Large
                                                       : records::ValueNote::Fraction);
}

} // namespace driftwood::decoder
