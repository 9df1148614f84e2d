#include "decoder/formats/csv/csv_decoder.h"

#include "decoder/formats/csv/csv_value.h"
#include "decoder/formats/json/json_index.h"
#include "decoder/read_text.h"
#include "decoder/registry/registry_frame.h"

#include <algorithm>
#include <cmath>

namespace driftwood::decoder {
namespace {

using records::Column;
using records::FieldType;
using records::ValueNote;

/// Why a text that is not missing does not fit the column's type.
ValueNote whyNot(FieldType type, std::string_view text) {
    const bool isTruth = csvBool(text).has_value();
    if (type == FieldType::Bool)
        return csvNumeric(text) ? ValueNote::Number : ValueNote::Text;
    if (isTruth)
        return ValueNote::Truth;
    if (!csvNumeric(text))
        return ValueNote::Text;
    const auto number = csvDouble(text);
    if (!number)
        return ValueNote::Inexact;
    return *number == std::trunc(*number) ? ValueNote::Large : ValueNote::Fraction;
}

void append(Column& column, std::string_view text, bool nearest, bool fromText) {
    if (fromText && appendReadText(column, text))
        return;
    switch (column.type()) {
    case FieldType::Bool:
        if (const auto value = csvBool(text))
            return column.appendInt(*value ? 1 : 0);
        break;
    case FieldType::Int64:
        if (const auto value = csvInteger(text))
            return column.appendInt(*value);
        break;
    case FieldType::Float64:
        if (const auto value = nearest ? csvNearest(text) : csvDouble(text))
            return column.appendFloat(*value);
        break;
    case FieldType::Text:
        if (!text.empty())
            return column.appendText(text);
    }
    if (csvNotANumber(text))
        return column.appendNoted(ValueNote::NotANumber);
    if (csvMissing(text))
        return column.appendMissing();
    column.appendNoted(whyNot(column.type(), text));
}

} // namespace

CsvDecoder::CsvDecoder(const DecoderSpec& spec)
    : m_delimiter(spec.csvDelimiter)
    , m_columns(spec.csvColumns.size())
    , m_nearest(spec.nearest) {
    for (const records::Field& field : spec.schema.fields) {
        const auto place = std::ranges::find(spec.csvColumns, field.path);
        m_sources.push_back(static_cast<std::size_t>(place - spec.csvColumns.begin()));
    }
}

void CsvDecoder::decode(const broker::RawBatch& batch, records::RecordBatch& rows,
                        std::vector<DecodeFailure>& failures) {
    for (const broker::RawRecord& record : batch.records()) {
        if (auto why = decodeOne(record, rows))
            failures.push_back({{record.partition, record.offset}, std::move(why->reason), why->kind});
    }
}

std::optional<CsvDecoder::Refusal> CsvDecoder::decodeOne(const broker::RawRecord& record,
                                                         records::RecordBatch& rows) {
    if (!record.hasValue)
        return Refusal{"tombstone", FailureKind::Tombstone};
    if (record.value.empty())
        return Refusal{"empty payload", FailureKind::Empty};
    // Checked first, because a frame may happen to have the right number of columns.
    if (std::string frame = whyFrameIsNotDecoded(record.value); !frame.empty())
        return Refusal{std::move(frame)};
    if (const std::size_t at = findInvalidUtf8(record.value); at != std::string_view::npos)
        return Refusal{"not CSV: not UTF-8 at byte " + std::to_string(at)};
    if (const std::size_t at = findControlCharacter(record.value, m_delimiter); at != std::string_view::npos)
        return Refusal{"not CSV: a control character at byte " + std::to_string(at)};
    if (!m_record.parse(record.value, m_delimiter))
        return Refusal{"not CSV: " + m_record.problem()};
    if (m_record.size() != m_columns)
        return Refusal{"expected " + std::to_string(m_columns) + " columns, found " +
                           std::to_string(m_record.size()),
                       FailureKind::DoesNotFit};
    for (std::size_t i = 0; i < m_sources.size(); ++i)
        append(rows.column(i), m_record.field(m_sources[i]), m_nearest, rows.schema().fields[i].fromText);
    rows.appendPosition(record.partition, record.offset, record.timestamp,
                        record.hasKey ? &record.key : nullptr);
    return std::nullopt;
}

} // namespace driftwood::decoder
