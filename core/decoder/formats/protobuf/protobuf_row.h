#pragma once

#include "decoder/column_row.h"
#include "decoder/formats/protobuf/protobuf_json.h"
#include "decoder/formats/protobuf/protobuf_plan.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace driftwood::decoder {

/// Walks payloads along a plan and appends their values to a batch's columns, without building a tree. Fields
/// that occur twice are merged as Protobuf asks: the last value counts, messages are joined, lists continued.
class ProtobufRow {
  public:
    /// See DecoderSpec for `nearest`.
    explicit ProtobufRow(bool nearest)
        : m_row(nearest) {}

    /// Appends one value to each column. False when the payload is not of the plan's message: the input says
    /// why, and the columns may then be one longer than the rows.
    [[nodiscard]] bool append(const ProtobufPlan& plan, ProtobufInput& input, records::RecordBatch& rows);

    /// Numbers of fields that payloads had since it was made and their schema does not, some hundred at most.
    [[nodiscard]] const std::set<std::uint32_t>& unknownFields() const { return m_unknown; }
    /// How many such fields the last payload had.
    [[nodiscard]] std::size_t unknownInLast() const { return m_unknownInLast; }

  private:
    /// The values of a slot that have been read so far.
    struct Collected {
        bool isThere = false;
        std::string text; ///< a list's items as JSON, or the bytes of a message
        ProtobufMapText entries;
    };

    [[nodiscard]] bool walk(std::size_t node, ProtobufInput& input, int depth);
    [[nodiscard]] bool field(const ProtobufPlanField& field, std::uint32_t tag, ProtobufInput& input,
                             int depth);
    [[nodiscard]] bool wellKnown(const ProtobufPlanField& field, std::string_view bytes,
                                 ProtobufInput& input);
    [[nodiscard]] bool repeated(const ProtobufPlanField& field, std::uint32_t tag, ProtobufInput& input,
                                int depth);
    [[nodiscard]] bool finish(ProtobufInput& input);
    [[nodiscard]] bool passUnknown(std::uint32_t tag, ProtobufInput& input, int depth);
    /// Takes back what another field of the same oneof had set.
    void choose(const ProtobufPlanField& field);
    void forget(const ProtobufPlanField& field);

    ColumnRow m_row;
    std::set<std::uint32_t> m_unknown;
    std::size_t m_unknownInLast = 0;

    // The state of the current append().
    const ProtobufPlan* m_plan = nullptr;
    std::optional<ProtobufJson> m_json;
    std::vector<std::uint8_t> m_seen; ///< nodes whose message is there
    std::vector<Collected> m_slots;
    std::vector<const ProtobufPlanField*> m_chosen; ///< by oneof
};

} // namespace driftwood::decoder
