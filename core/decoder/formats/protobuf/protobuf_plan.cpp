#include "decoder/formats/protobuf/protobuf_plan.h"

#include "decoder/field_limits.h"
#include "decoder/formats/protobuf/protobuf_value.h"
#include "decoder/path_tree.h"

#include <algorithm>
#include <string>
#include <utility>

namespace driftwood::decoder {
namespace {

using PlanAction = ProtobufPlanField::Action;

bool isOneValue(ProtobufWellKnown kind) {
    return kind == ProtobufWellKnown::Timestamp || kind == ProtobufWellKnown::Duration ||
           kind == ProtobufWellKnown::Wrapper;
}

/// A message as the reader knows it, or null.
const ProtobufMessage* messageNamed(const ProtobufSchema* schema, const std::string& name) {
    if (schema == nullptr)
        return nullptr;
    const auto found = std::ranges::find(schema->messages, name, &ProtobufMessage::name);
    return found == schema->messages.end() ? nullptr : &*found;
}

/// The name that a writer's field has: the reader's field of the same number, if it has one.
const std::string& nameOf(const ProtobufField& field, const ProtobufMessage* reader) {
    const ProtobufField* const known = reader == nullptr ? nullptr : reader->field(field.number);
    return known == nullptr ? field.name : known->name;
}

/// The reader's message of a writer's field.
const ProtobufMessage* innerOf(const ProtobufField& field, const ProtobufMessage* reader,
                               const ProtobufSchema* schema) {
    const ProtobufField* const known = reader == nullptr ? nullptr : reader->field(field.number);
    return known == nullptr || !known->isMessage() ? nullptr : &schema->messages[known->type];
}

class ProtobufPlanCompiler {
  public:
    ProtobufPlanCompiler(ProtobufPlan& plan, const ProtobufSchema* reader)
        : m_plan(plan)
        , m_schema(*plan.schema)
        , m_reader(reader) {}

    std::int32_t node(std::uint32_t message, const ProtobufMessage* reader,
                      const PathNode& path) { // NOLINT(misc-no-recursion)
        const std::size_t index = m_plan.nodes.size();
        m_plan.nodes.emplace_back();
        const ProtobufMessage& of = m_schema.messages[message];
        ProtobufPlanNode node{message, {}};
        const std::int32_t firstOneof = m_plan.oneofs;
        m_plan.oneofs += of.oneofs;
        for (const ProtobufField& field : of.fields) {
            ProtobufPlanField& to = node.fields.emplace_back();
            to.number = field.number;
            to.tag = (field.number << 3U) | static_cast<std::uint32_t>(wireTypeOf(field.kind));
            to.kind = field.kind;
            to.field = &field;
            if (field.oneof >= 0)
                to.oneof = firstOneof + field.oneof;
            if (const PathNode* const asked = path.at(nameOf(field, reader)))
                fill(to, reader, *asked, static_cast<std::uint32_t>(index));
        }
        std::ranges::sort(node.fields, {}, &ProtobufPlanField::number);
        m_plan.nodes[index] = std::move(node);
        return static_cast<std::int32_t>(index);
    }

  private:
    void fill(ProtobufPlanField& to, const ProtobufMessage* reader, const PathNode& path,
              std::uint32_t node) { // NOLINT(misc-no-recursion)
        const ProtobufField& field = *to.field;
        if (field.isRepeated) {
            if (path.column < 0)
                return;
            to.action = PlanAction::Repeated;
            to.slot = slotOf(node, path.column, field);
        } else if (field.isMessage()) {
            if (!path.names.empty())
                to.child = this->node(field.type, innerOf(field, reader, m_reader), path);
            const bool isValue = isOneValue(m_schema.messages[field.type].wellKnown) && to.child < 0;
            if (path.column >= 0 && isValue)
                to.column = path.column;
            else if (path.column >= 0)
                to.slot = slotOf(node, path.column, field);
            if (to.column >= 0 || to.slot >= 0 || to.child >= 0)
                to.action = isValue ? PlanAction::WellKnown : PlanAction::Message;
        } else if (path.column >= 0) {
            to.action = PlanAction::Scalar;
            to.column = path.column;
            if (field.hasDefault)
                m_plan.defaults.push_back({node, static_cast<std::size_t>(path.column), &field});
        }
    }

    std::int32_t slotOf(std::uint32_t node, std::int32_t column, const ProtobufField& field) {
        m_plan.slots.push_back({node, column, &field});
        return static_cast<std::int32_t>(m_plan.slots.size()) - 1;
    }

    ProtobufPlan& m_plan;
    const ProtobufSchema& m_schema;
    const ProtobufSchema* m_reader;
};

/// Lists the columns of a message.
class ProtobufColumnLister {
  public:
    ProtobufColumnLister(const ProtobufSchema& schema, const ProtobufSchema* reader, std::size_t most)
        : m_schema(schema)
        , m_reader(reader)
        , m_most(most) {}

    std::vector<records::Field> list(std::uint32_t message) {
        fields(message, messageNamed(m_reader, m_schema.messages[message].name), {});
        return std::move(m_found);
    }

  private:
    void fields(std::uint32_t message, const ProtobufMessage* reader,
                const std::string& prefix) { // NOLINT(misc-no-recursion)
        m_open.push_back(message);
        for (const ProtobufField& field : m_schema.messages[message].fields) {
            if (m_found.size() >= m_most || m_visits++ > kMostVisits)
                break;
            const std::string path = prefix + nameOf(field, reader);
            const bool isInner = field.isMessage() && !field.isRepeated &&
                                 m_schema.messages[field.type].wellKnown == ProtobufWellKnown::None &&
                                 std::ranges::find(m_open, field.type) == m_open.end() &&
                                 m_open.size() < kMostFoundNames;
            if (isInner)
                fields(field.type, innerOf(field, reader, m_reader), path + ".");
            else
                m_found.push_back(protobufColumn(m_schema, path, field));
        }
        m_open.pop_back();
    }

    static constexpr std::size_t kMostVisits = 200'000; // messages without fields give no column

    const ProtobufSchema& m_schema;
    const ProtobufSchema* m_reader;
    std::size_t m_most;
    std::size_t m_visits = 0;
    std::vector<std::uint32_t> m_open; ///< the messages on the way
    std::vector<records::Field> m_found;
};

} // namespace

const ProtobufPlanField* ProtobufPlanNode::find(std::uint32_t number) const {
    const auto found = std::ranges::lower_bound(fields, number, {}, &ProtobufPlanField::number);
    return found == fields.end() || found->number != number ? nullptr : &*found;
}

ProtobufPlan ProtobufPlan::compile(std::shared_ptr<const ProtobufSchema> schema, std::uint32_t message,
                                   const ProtobufSchema* reader, const records::Schema& columns) {
    ProtobufPlan plan;
    plan.schema = std::move(schema);
    plan.message = message;
    const PathTree paths(columns);
    ProtobufPlanCompiler(plan, reader)
        .node(message, messageNamed(reader, plan.schema->messages[message].name), paths.root());
    if (const PathNode* const whole = paths.root().at(kWholePayloadPath))
        plan.wholeColumn = whole->column;
    return plan;
}

std::vector<records::Field> protobufColumns(const ProtobufSchema& schema, std::uint32_t message,
                                            const ProtobufSchema* reader, std::size_t most) {
    return ProtobufColumnLister(schema, reader, most).list(message);
}

} // namespace driftwood::decoder
