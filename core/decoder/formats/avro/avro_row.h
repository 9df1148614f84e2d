#pragma once

#include "decoder/column_row.h"
#include "decoder/formats/avro/avro_input.h"
#include "decoder/formats/avro/avro_plan.h"

#include <string>

namespace driftwood::decoder {

/// Walks payloads along a plan and appends their values to a batch's columns, without building a tree.
class AvroRow {
  public:
    /// See DecoderSpec for `nearest`.
    explicit AvroRow(bool nearest)
        : m_row(nearest) {}

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

    void appendDefault(const AvroDefault& value);

    ColumnRow m_row;
    std::string m_text;

    // These belong to the running append().
    const AvroPlan* m_plan = nullptr;
    AvroInput* m_input = nullptr;
};

} // namespace driftwood::decoder
