#include "decoder/formats/avro/avro_row.h"

#include "decoder/formats/avro/avro_json.h"
#include "decoder/formats/avro/avro_text.h"
#include "decoder/formats/json/json_index.h"
#include "decoder/value_text.h"

namespace driftwood::decoder {

using records::FieldType;
using records::ValueNote;

namespace {

constexpr const char* kBadUnion = "a union's branch that its schema does not have";

} // namespace

bool AvroRow::append(const AvroPlan& plan, AvroInput& input, records::RecordBatch& rows) {
    m_plan = &plan;
    m_input = &input;
    m_row.begin(rows);
    if (plan.wholeColumn >= 0) {
        if (!whole(static_cast<std::size_t>(plan.wholeColumn)))
            return false;
        input.goBackTo(0);
    }
    if (!(plan.nodes.empty() ? skipAvro(*plan.schema, 0, input) : walk(plan.nodes.front(), 0)))
        return false;
    m_row.finish();
    return true;
}

/// A text by itself, without JSON's quotes; anything with parts as JSON.
bool AvroRow::whole(std::size_t column) {
    const AvroSchema& schema = *m_plan->schema;
    std::uint32_t type = 0;
    if (schema.root().kind == AvroKind::Union) {
        std::size_t branch = 0;
        if (!m_input->index(schema.root().branches.size(), branch, kBadUnion))
            return false;
        type = schema.root().branches[branch];
    }
    const AvroNode node{type, static_cast<std::int32_t>(column)};
    switch (schema[type].kind) {
    case AvroKind::Record:
    case AvroKind::Array:
    case AvroKind::Map:
        return json(node, 0);
    default:
        return leaf(node, schema[type]);
    }
}

bool AvroRow::walk(const AvroNode& node, int depth) { // NOLINT(misc-no-recursion)
    if (depth > kMostAvroDepth)
        return m_input->fail("it is nested too deep", FailureKind::TooLarge);
    if (!m_input->step())
        return false;
    const AvroType& type = (*m_plan->schema)[node.type];
    switch (type.kind) {
    case AvroKind::Record:
        return fields(node, type, depth);
    case AvroKind::Union: {
        std::size_t branch = 0;
        if (!m_input->index(type.branches.size(), branch, kBadUnion))
            return false;
        const std::int32_t child = node.children[branch];
        return child == AvroNode::kSkip
                   ? skipAvro(*m_plan->schema, type.branches[branch], *m_input, depth + 1)
                   : walk(m_plan->nodes[static_cast<std::size_t>(child)], depth + 1);
    }
    case AvroKind::Array:
    case AvroKind::Map:
        return json(node, depth);
    default:
        return leaf(node, type);
    }
}

bool AvroRow::fields(const AvroNode& node, const AvroType& type, int depth) { // NOLINT(misc-no-recursion)
    if (node.column >= 0) {
        const std::size_t begin = m_input->position();
        if (!json(node, depth))
            return false;
        if (!node.hasInner)
            return true;
        m_input->goBackTo(begin);
    }
    for (std::size_t i = 0; i < type.fields.size(); ++i) {
        const std::int32_t child = node.children[i];
        if (child != AvroNode::kSkip && m_plan->nodes[static_cast<std::size_t>(child)].isDouble) {
            double value = 0;
            if (!m_input->step() || !m_input->floating(value))
                return false;
            const AvroNode& inner = m_plan->nodes[static_cast<std::size_t>(child)];
            m_row.floating(static_cast<std::size_t>(inner.column), value);
            continue;
        }
        if (!(child == AvroNode::kSkip ? skipAvro(*m_plan->schema, type.fields[i].type, *m_input, depth + 1)
                                       : walk(m_plan->nodes[static_cast<std::size_t>(child)], depth + 1)))
            return false;
    }
    for (const AvroDefault& value : node.defaults)
        appendDefault(value);
    return true;
}

bool AvroRow::json(const AvroNode& node, int depth) {
    m_text.clear();
    if (!avroToJson(*m_plan->schema, node.type, *m_input, m_text, depth))
        return false;
    m_row.text(static_cast<std::size_t>(node.column), m_text, ValueNote::Nested);
    return true;
}

bool AvroRow::bytes(const AvroNode& node, const AvroType& type, std::string_view value) {
    const auto text = bytesText(type, value);
    if (!text)
        return m_input->fail("a decimal of more than 300 digits", FailureKind::TooLarge);
    const auto column = static_cast<std::size_t>(node.column);
    if (type.logical == AvroLogical::Decimal)
        m_row.decimal(column, *text);
    else
        m_row.text(column, *text);
    return true;
}

bool AvroRow::leaf(const AvroNode& node, const AvroType& type) {
    const auto column = static_cast<std::size_t>(node.column);
    std::int64_t number = 0;
    std::string_view view;
    switch (type.kind) {
    case AvroKind::Boolean: {
        bool truth = false;
        if (!m_input->boolean(truth))
            return false;
        m_row.truth(column, truth);
        return true;
    }
    case AvroKind::Int:
    case AvroKind::Long:
        if (!(type.kind == AvroKind::Int ? m_input->smallNumber(number) : m_input->number(number)))
            return false;
        if (type.logical != AvroLogical::None && m_row.typeOf(column) == FieldType::Text)
            m_row.text(column, timeText(type.logical, number));
        else
            m_row.scaledInteger(column, number, node.unit.factor, node.unit.divisor);
        return true;
    case AvroKind::Float: {
        float value = 0;
        if (!m_input->floating(value))
            return false;
        m_row.singleFloating(column, value);
        return true;
    }
    case AvroKind::Double: {
        double value = 0;
        if (!m_input->floating(value))
            return false;
        m_row.floating(column, value);
        return true;
    }
    case AvroKind::String:
        if (!m_input->sized(view))
            return false;
        if (findInvalidUtf8(view) != std::string_view::npos)
            return m_input->fail("a string that is not UTF-8");
        if (node.promotion == AvroPromotion::TextToBytes)
            m_row.text(column, base64Text(view));
        else
            m_row.text(column, view);
        return true;
    case AvroKind::Bytes:
        if (!m_input->sized(view))
            return false;
        if (node.promotion != AvroPromotion::BytesToText)
            return bytes(node, type, view);
        if (findInvalidUtf8(view) != std::string_view::npos)
            return m_input->fail("bytes that are not UTF-8 where the newest schema has a string");
        m_row.text(column, view);
        return true;
    case AvroKind::Fixed:
        return m_input->raw(type.size, view) && bytes(node, type, view);
    case AvroKind::Enum: {
        std::size_t symbol = 0;
        if (!m_input->index(type.symbols.size(), symbol, "a symbol that its enum does not have"))
            return false;
        m_row.text(column, type.symbols[symbol]);
        return true;
    }
    default:
        return true;
    }
}

void AvroRow::appendDefault(const AvroDefault& value) {
    if (const bool* const truth = std::get_if<bool>(&value.value))
        m_row.truth(value.column, *truth);
    else if (const std::int64_t* const number = std::get_if<std::int64_t>(&value.value))
        m_row.scaledInteger(value.column, *number, value.unit.factor, value.unit.divisor);
    else if (const double* const floating = std::get_if<double>(&value.value))
        m_row.floating(value.column, *floating);
    else if (const std::string* const text = std::get_if<std::string>(&value.value))
        m_row.text(value.column, *text);
    else if (const AvroDecimal* const decimal = std::get_if<AvroDecimal>(&value.value))
        m_row.decimal(value.column, decimal->text);
    else
        m_row.missing(value.column);
}

} // namespace driftwood::decoder
