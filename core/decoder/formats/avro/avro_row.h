#pragma once

#include "decoder/formats/avro/avro_input.h"
#include "decoder/formats/avro/avro_plan.h"
#include "records/record_batch.h"

#include <string>

namespace driftwood::decoder {

/// Walks payloads along a plan and appends their values to a batch's columns, without building a tree.
class AvroRow {
  public:
    /// See DecoderSpec for `nearest`.
    explicit AvroRow(bool nearest)
        : m_nearest(nearest) {}

    /// Appends one value to each column. False when the payload is not of the plan's schema: the input says
    /// why, and the columns may then be one longer than the rows.
    [[nodiscard]] bool append(const AvroPlan& plan, AvroInput& input, records::RecordBatch& rows);

  private:
    [[nodiscard]] bool whole(std::size_t column);
    [[nodiscard]] bool walk(const AvroNode& node, int depth);
    [[nodiscard]] bool fields(const AvroNode& node, const AvroType& type, int depth);
    [[nodiscard]] bool leaf(const AvroNode& node, const AvroType& type);
    [[nodiscard]] bool json(const AvroNode& node, int depth);
    [[nodiscard]] bool bytes(const AvroNode& node, const AvroType& type, std::string_view value);

    /// The column, ready for this row's value.
    [[nodiscard]] records::Column& open(std::size_t column);
    void appendTruth(std::size_t column, bool value);
    void appendInteger(std::size_t column, std::int64_t value);
    void appendFloating(std::size_t column, double value);
    void appendText(std::size_t column, std::string_view value,
                    records::ValueNote otherwise = records::ValueNote::Text);
    void appendDecimal(std::size_t column, const std::string& text);
    void appendDefault(const AvroDefault& value);

    bool m_nearest;
    std::string m_text;

    // Of the running append().
    const AvroPlan* m_plan = nullptr;
    AvroInput* m_input = nullptr;
    records::RecordBatch* m_rows = nullptr;
    std::size_t m_row = 0;
    std::size_t m_filled = 0; ///< columns that have a value for the row
};

} // namespace driftwood::decoder
