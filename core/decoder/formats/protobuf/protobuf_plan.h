#pragma once

#include "decoder/formats/protobuf/protobuf_schema.h"
#include "records/schema.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace driftwood::decoder {

/// The treatment of one field of a message.
struct ProtobufPlanField {
    enum class Action : std::uint8_t {
        Skip,
        Scalar,
        WellKnown, ///< a time, duration or wrapper, into a column
        Message,   ///< its fields have columns, or it has one as a whole, or both
        Repeated,
    };

    std::uint32_t tag = 0; ///< as it is written usually
    std::uint32_t number = 0;
    Action action = Action::Skip;
    ProtobufKind kind = ProtobufKind::Int32;
    std::int32_t column = -1;
    std::int32_t child = -1; ///< the node of its fields
    std::int32_t slot = -1;  ///< where its parts are collected
    std::int32_t oneof = -1; ///< among those of the plan
    const ProtobufField* field = nullptr;
};

struct ProtobufPlanNode {
    std::uint32_t message = 0;
    std::vector<ProtobufPlanField> fields; ///< all of the message's, by number

    [[nodiscard]] const ProtobufPlanField* find(std::uint32_t number) const;
};

/// Values that are collected while a payload is read, and become the JSON of a column at its end.
struct ProtobufSlot {
    std::uint32_t node = 0; ///< of the message that has the field
    std::int32_t column = -1;
    const ProtobufField* field = nullptr;
};

/// A column that has a value even where the payload has none, once its message is there.
struct ProtobufDefault {
    std::uint32_t node = 0;
    std::size_t column = 0;
    const ProtobufField* field = nullptr;
};

/// How payloads of one message become rows of certain columns. Compiled once for each schema and message, so
/// that a topic with several of them gives one set of columns.
struct ProtobufPlan {
    std::shared_ptr<const ProtobufSchema> schema;
    std::uint32_t message = 0;
    std::vector<ProtobufPlanNode> nodes; ///< the first is for the whole payload
    std::vector<ProtobufSlot> slots;
    std::vector<ProtobufDefault> defaults;
    std::int32_t oneofs = 0;
    std::int32_t wholeColumn = -1; ///< that takes the payload as a whole, as JSON

    /// `reader`: whose names count, found by the numbers of fields; may be null or the writer's own.
    [[nodiscard]] static ProtobufPlan compile(std::shared_ptr<const ProtobufSchema> schema,
                                              std::uint32_t message, const ProtobufSchema* reader,
                                              const records::Schema& columns);
};

/// The columns that payloads of a message have: its fields by their dotted paths, with the reader's names. A
/// message within itself is text. At most `most`.
[[nodiscard]] std::vector<records::Field> protobufColumns(const ProtobufSchema& schema, std::uint32_t message,
                                                          const ProtobufSchema* reader, std::size_t most);

} // namespace driftwood::decoder
