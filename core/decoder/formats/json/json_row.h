#pragma once

#include "broker/raw_batch.h"
#include "decoder/field_trie.h"
#include "decoder/formats/json/json_number.h"
#include "records/record_batch.h"

#include <cstdint>
#include <string_view>

// Force-inlined although it is large: a call for every field of every record would cost a fifth of the time.
#define DRIFTWOOD_HOT [[gnu::always_inline]] inline

namespace driftwood::decoder {

/// The row that a JSON object is decoded into. Values arrive by column in any order; kNoColumn marks fields
/// not in the schema. If a field occurs twice the last value is used; an absent field is missing.
class JsonRow {
  public:
    /// See DecoderSpec for `nearest`.
    explicit JsonRow(bool nearest)
        : m_nearest(nearest) {}

    void begin(records::RecordBatch& rows) {
        m_rows = &rows;
        m_row = rows.rows();
        m_filled = 0;
    }
    void finish(const broker::RawRecord& record);

    /// Whether the text of a string is needed, and not only the fact that it is a string.
    [[nodiscard]] bool wantsText(std::int32_t column) const {
        return column != FieldTrie::kNoColumn &&
               (m_rows->column(static_cast<std::size_t>(column)).type() == records::FieldType::Text ||
                readsText(column));
    }
    void text(std::int32_t column, std::string_view value) {
        records::Column* const out = open(column);
        if (out == nullptr)
            return;
        if (readsText(column))
            appendRead(*out, value);
        else
            appendTextTo(*out, value, records::ValueNote::Text);
    }
    /// An array or object, as written in the payload.
    void nested(std::int32_t column, std::string_view source) {
        if (records::Column* const out = open(column))
            appendTextTo(*out, source, records::ValueNote::Nested);
    }
    /// true, false or null.
    void word(std::int32_t column, std::string_view word);
    void number(std::int32_t column, const JsonNumber& number);
    /// NaN or an infinity.
    void notANumber(std::int32_t column) { noted(column, records::ValueNote::NotANumber); }
    /// A value that the column does not take.
    void noted(std::int32_t column, records::ValueNote note) {
        if (records::Column* const out = open(column))
            out->appendNoted(note);
    }

  private:
    /// The column, ready for this row's value; null for kNoColumn.
    [[nodiscard]] records::Column* open(std::int32_t column);
    [[nodiscard]] bool readsText(std::int32_t column) const {
        return m_rows->schema().fields[static_cast<std::size_t>(column)].fromText;
    }
    static void appendRead(records::Column& out, std::string_view value);
    static void appendTextTo(records::Column& out, std::string_view value, records::ValueNote otherwise) {
        if (out.type() == records::FieldType::Text)
            out.appendText(value);
        else
            out.appendNoted(otherwise);
    }
    void openAgain(records::Column& column) const;
    /// Handles a number that the column does not hold exactly.
    void appendUnheld(records::Column& out, const JsonNumber& number) const;

    bool m_nearest;
    records::RecordBatch* m_rows = nullptr;
    std::size_t m_row = 0;    ///< the row being filled
    std::size_t m_filled = 0; ///< columns that have a value for the row
};

DRIFTWOOD_HOT records::Column* JsonRow::open(std::int32_t column) {
    if (column == FieldTrie::kNoColumn)
        return nullptr;
    records::Column& opened = m_rows->column(static_cast<std::size_t>(column));
    if (opened.size() > m_row)
        openAgain(opened);
    else
        ++m_filled;
    return &opened;
}

DRIFTWOOD_HOT void JsonRow::number(std::int32_t column, const JsonNumber& number) {
    records::Column* const out = open(column);
    if (!out)
        return;
    switch (out->type()) {
    case records::FieldType::Float64:
        if (double value = 0; number.toDouble(value))
            out->appendFloat(value);
        else
            appendUnheld(*out, number);
        break;
    case records::FieldType::Int64:
        if (const auto value = number.toInt64())
            out->appendInt(*value);
        else
            appendUnheld(*out, number);
        break;
    case records::FieldType::Text:
        out->appendText(number.text);
        break;
    case records::FieldType::Bool:
        out->appendNoted(records::ValueNote::Number);
    }
}

} // namespace driftwood::decoder
