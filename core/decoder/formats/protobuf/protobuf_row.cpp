#include "decoder/formats/protobuf/protobuf_row.h"

#include "decoder/formats/protobuf/protobuf_value.h"

#include <bit>

namespace driftwood::decoder {
namespace {

using Action = ProtobufPlanField::Action;
using records::FieldType;
using records::ValueNote;

constexpr std::size_t kMostUnknown = 200;
constexpr const char* kNotUtf8 = "a string that is not UTF-8";

} // namespace

bool ProtobufRow::append(const ProtobufPlan& plan, ProtobufInput& input, records::RecordBatch& rows) {
    m_plan = &plan;
    m_row.begin(rows);
    m_json.emplace(*plan.schema, input.left());
    m_unknownInLast = 0;
    m_seen.assign(plan.nodes.size(), 0);
    m_chosen.assign(static_cast<std::size_t>(plan.oneofs), nullptr);
    m_slots.resize(plan.slots.size());
    for (Collected& slot : m_slots) {
        slot.isThere = false;
        slot.text.clear();
        slot.entries.clear();
    }
    const ProtobufInput whole = input;
    if (!walk(0, input, 0) || !finish(input))
        return false;
    if (plan.wholeColumn >= 0) {
        std::string text;
        ProtobufInput again = whole;
        if (!m_json->message(plan.message, again, text, 0))
            return input.failAs(again);
        m_row.text(static_cast<std::size_t>(plan.wholeColumn), text, ValueNote::Nested);
    }
    m_row.finish();
    return true;
}

bool ProtobufRow::walk(std::size_t index, ProtobufInput& input, int depth) { // NOLINT(misc-no-recursion)
    if (depth > kMostProtobufDepth)
        return input.fail("it is nested too deep", FailureKind::TooLarge);
    m_seen[index] = 1;
    const ProtobufPlanNode& node = m_plan->nodes[index];
    const ProtobufPlanField* const fields = node.fields.data();
    const std::size_t count = node.fields.size();
    std::size_t next = 0; // writers write fields by their numbers
    while (!input.atEnd()) {
        std::uint32_t tag = 0;
        if (!input.tag(tag))
            return false;
        const ProtobufPlanField* found = nullptr;
        if (next < count && fields[next].tag == tag) {
            found = fields + next++;
        } else {
            found = node.find(tag >> 3U);
            if (found != nullptr)
                next = static_cast<std::size_t>(found - fields) + (found->action == Action::Repeated ? 0 : 1);
        }
        if (!(found == nullptr ? passUnknown(tag, input, depth) : field(*found, tag, input, depth)))
            return false;
    }
    return true;
}

bool ProtobufRow::passUnknown(std::uint32_t tag, ProtobufInput& input, int depth) {
    ++m_unknownInLast;
    if (m_unknown.size() < kMostUnknown)
        m_unknown.insert(tag >> 3U);
    return input.skip(tag, depth);
}

bool ProtobufRow::field(const ProtobufPlanField& of, std::uint32_t tag, // NOLINT(misc-no-recursion)
                        ProtobufInput& input, int depth) {
    if (tag != of.tag) {
        const bool isPacked =
            of.field->isRepeated && isPackable(of.kind) && static_cast<WireType>(tag & 7U) == WireType::Bytes;
        if (!isPacked) // of another type than the schema says: to Protobuf a field that it does not know
            return passUnknown(tag, input, depth);
    }
    if (of.oneof >= 0)
        choose(of);
    const auto column = static_cast<std::size_t>(of.column);
    switch (of.action) {
    case Action::Skip:
        return input.skip(tag, depth);
    case Action::Scalar: {
        std::uint64_t bits = 0;
        switch (of.kind) { // those of most fields, without a detour
        case ProtobufKind::Double:
            if (!input.fixed64(bits))
                return false;
            m_row.floating(column, std::bit_cast<double>(bits));
            return true;
        case ProtobufKind::Int64:
            if (!input.varint(bits))
                return false;
            m_row.integer(column, static_cast<std::int64_t>(bits));
            return true;
        default:
            break;
        }
        ProtobufScalar value;
        return readProtobufScalar(input, of.kind, value) &&
               (appendProtobufScalar(*m_plan->schema, *of.field, value, column, m_row) ||
                input.fail(kNotUtf8));
    }
    case Action::Repeated:
        return repeated(of, tag, input, depth);
    case Action::WellKnown:
    case Action::Message:
        break;
    }
    std::string_view bytes;
    if (!(of.kind == ProtobufKind::Group ? input.group(tag, bytes, depth) : input.bytes(bytes)))
        return false;
    if (of.action == Action::WellKnown)
        return wellKnown(of, bytes, input);
    if (of.slot >= 0) {
        Collected& slot = m_slots[static_cast<std::size_t>(of.slot)];
        slot.isThere = true;
        slot.text += bytes;
    }
    ProtobufInput part(bytes, input.begin());
    return of.child < 0 || walk(static_cast<std::size_t>(of.child), part, depth + 1) || input.failAs(part);
}

bool ProtobufRow::repeated(const ProtobufPlanField& of, std::uint32_t tag, ProtobufInput& input, int depth) {
    Collected& slot = m_slots[static_cast<std::size_t>(of.slot)];
    slot.isThere = true;
    if (!of.field->isMap)
        return m_json->items(*of.field, tag, input, slot.text, depth);
    std::string_view entry;
    return input.bytes(entry) && m_json->mapEntry(*of.field, entry, input, slot.entries, depth);
}

bool ProtobufRow::wellKnown(const ProtobufPlanField& of, std::string_view bytes, ProtobufInput& input) {
    const ProtobufSchema& schema = *m_plan->schema;
    const ProtobufMessage& type = schema.messages[of.field->type];
    const auto column = static_cast<std::size_t>(of.column);
    ProtobufInput part(bytes, input.begin());
    if (type.wellKnown == ProtobufWellKnown::Wrapper) {
        if (type.fields.empty())
            return true;
        const ProtobufField& only = type.fields.front();
        const std::uint32_t expected =
            (only.number << 3U) | static_cast<std::uint32_t>(wireTypeOf(only.kind));
        ProtobufScalar value = only.defaultValue();
        while (!part.atEnd()) {
            std::uint32_t tag = 0;
            if (!part.tag(tag) ||
                !(tag == expected ? readProtobufScalar(part, only.kind, value) : part.skip(tag, 0)))
                return input.failAs(part);
        }
        return appendProtobufScalar(schema, only, value, column, m_row) || input.fail(kNotUtf8);
    }
    ProtobufTime time;
    if (!readProtobufTime(part, time))
        return input.failAs(part);
    const bool isInstant = type.wellKnown == ProtobufWellKnown::Timestamp;
    std::string text = isInstant ? protobufInstantText(time) : protobufDurationText(time);
    if (text.empty())
        return input.fail(isInstant ? "a time beyond the years 1 to 9999"
                                    : "a duration whose parts disagree");
    if (m_row.typeOf(column) == FieldType::Text) {
        m_row.text(column, text);
    } else if (isInstant) { // a number then: nanoseconds since 1970 unless another unit is stated
        std::int64_t nanos = 0;
        const bool fits = !__builtin_mul_overflow(time.seconds, std::int64_t{1'000'000'000}, &nanos) &&
                          !__builtin_add_overflow(nanos, std::int64_t{time.nanos}, &nanos);
        if (fits)
            m_row.scaledInteger(column, nanos, 1,
                                nanosecondsPer(m_row.fieldOf(column).unit.value_or(TimeUnit::Nanoseconds)));
        else
            m_row.text(column, text, ValueNote::Large);
    } else {
        text.pop_back(); // the "s" of seconds
        m_row.decimal(column, text);
    }
    return true;
}

void ProtobufRow::choose(const ProtobufPlanField& of) {
    const ProtobufPlanField*& chosen = m_chosen[static_cast<std::size_t>(of.oneof)];
    if (chosen != nullptr && chosen != &of)
        forget(*chosen);
    chosen = &of;
}

void ProtobufRow::forget(const ProtobufPlanField& of) { // NOLINT(misc-no-recursion)
    if (of.column >= 0)
        m_row.forget(static_cast<std::size_t>(of.column));
    if (of.slot >= 0) {
        Collected& slot = m_slots[static_cast<std::size_t>(of.slot)];
        slot.isThere = false;
        slot.text.clear();
        slot.entries.clear();
    }
    if (of.child < 0)
        return;
    m_seen[static_cast<std::size_t>(of.child)] = 0;
    for (const ProtobufPlanField& inner : m_plan->nodes[static_cast<std::size_t>(of.child)].fields)
        forget(inner);
}

/// Writes the values that are complete only at the end: lists, maps and messages as JSON, and the defaults of
/// absent fields.
bool ProtobufRow::finish(ProtobufInput& input) {
    for (std::size_t i = 0; i < m_slots.size(); ++i) {
        const ProtobufSlot& of = m_plan->slots[i];
        Collected& slot = m_slots[i];
        const bool isOpen = m_seen[of.node] != 0;
        if (!slot.isThere && !(isOpen && of.field->isRepeated))
            continue;
        std::string text;
        if (of.field->isMap) {
            slot.entries.appendTo(text);
        } else if (of.field->isRepeated) {
            text = "[" + slot.text + "]";
        } else {
            ProtobufInput part(slot.text);
            if (!m_json->message(of.field->type, part, text, 1))
                return input.fail(part.problem(), part.kind());
        }
        m_row.text(static_cast<std::size_t>(of.column), text, ValueNote::Nested);
    }
    if (m_row.isComplete())
        return true;
    for (const ProtobufDefault& of : m_plan->defaults)
        if (m_seen[of.node] != 0 && !m_row.hasValue(of.column) &&
            !appendProtobufScalar(*m_plan->schema, *of.field, of.field->defaultValue(), of.column, m_row))
            return input.fail(kNotUtf8);
    return true;
}

} // namespace driftwood::decoder
