#include "decoder/formats/avro/avro_row.h"

#include "decoder/formats/avro/avro_json.h"
#include "decoder/formats/avro/avro_text.h"
#include "decoder/formats/json/json_index.h"
#include "decoder/read_text.h"

#include <charconv>
#include <cmath>

namespace driftwood::decoder {

using records::Column;
using records::FieldType;
using records::ValueNote;

namespace {

constexpr const char* kBadUnion = "a union's branch that its schema does not have";

} // namespace

bool AvroRow::append(const AvroPlan& plan, AvroInput& input, records::RecordBatch& rows) {
    m_plan = &plan;
    m_input = &input;
    m_rows = &rows;
    m_row = rows.rows();
    m_filled = 0;
    if (plan.wholeColumn >= 0) {
        if (!whole(static_cast<std::size_t>(plan.wholeColumn)))
            return false;
        input.goBackTo(0);
    }
    if (!(plan.nodes.empty() ? skipAvro(*plan.schema, 0, input) : walk(plan.nodes.front(), 0)))
        return false;
    const std::size_t columns = rows.schema().fields.size();
    if (m_filled < columns)
        for (std::size_t i = 0; i < columns; ++i)
            if (rows.column(i).size() == m_row)
                rows.column(i).appendMissing();
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
    appendText(static_cast<std::size_t>(node.column), m_text, ValueNote::Nested);
    return true;
}

bool AvroRow::bytes(const AvroNode& node, const AvroType& type, std::string_view value) {
    const auto text = bytesText(type, value);
    if (!text)
        return m_input->fail("a decimal of more than 300 digits", FailureKind::TooLarge);
    const auto column = static_cast<std::size_t>(node.column);
    if (type.logical == AvroLogical::Decimal)
        appendDecimal(column, *text);
    else
        appendText(column, *text);
    return true;
}

void AvroRow::appendDecimal(std::size_t column, const std::string& text) {
    if (m_rows->column(column).type() == FieldType::Text)
        return appendText(column, text);
    std::int64_t whole = 0;
    const char* const end = text.data() + text.size();
    if (const auto read = std::from_chars(text.data(), end, whole); read.ec == std::errc() && read.ptr == end)
        return appendInteger(column, whole);
    double nearest = 0; // as the JSON decoder takes a number that is written with a point
    std::from_chars(text.data(), end, nearest);
    appendFloating(column, nearest);
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
        appendTruth(column, truth);
        return true;
    }
    case AvroKind::Int:
    case AvroKind::Long:
        if (!(type.kind == AvroKind::Int ? m_input->smallNumber(number) : m_input->number(number)))
            return false;
        if (type.logical != AvroLogical::None && m_rows->column(column).type() == FieldType::Text)
            appendText(column, timeText(type.logical, number));
        else
            appendInteger(column, number);
        return true;
    case AvroKind::Float: {
        float value = 0;
        if (!m_input->floating(value))
            return false;
        if (m_rows->column(column).type() == FieldType::Text)
            appendText(column, floatText(value)); // "0.1", not what the float is as a double
        else
            appendFloating(column, value);
        return true;
    }
    case AvroKind::Double: {
        double value = 0;
        if (!m_input->floating(value))
            return false;
        appendFloating(column, value);
        return true;
    }
    case AvroKind::String:
        if (!m_input->sized(view))
            return false;
        if (findInvalidUtf8(view) != std::string_view::npos)
            return m_input->fail("a string that is not UTF-8");
        appendText(column, view);
        return true;
    case AvroKind::Bytes:
        return m_input->sized(view) && bytes(node, type, view);
    case AvroKind::Fixed:
        return m_input->raw(type.size, view) && bytes(node, type, view);
    case AvroKind::Enum: {
        std::size_t symbol = 0;
        if (!m_input->index(type.symbols.size(), symbol, "a symbol that its enum does not have"))
            return false;
        appendText(column, type.symbols[symbol]);
        return true;
    }
    default:
        return true;
    }
}

Column& AvroRow::open(std::size_t column) {
    Column& opened = m_rows->column(column);
    if (opened.size() > m_row)
        opened.truncate(m_row);
    else
        ++m_filled;
    return opened;
}

void AvroRow::appendTruth(std::size_t column, bool value) {
    Column& out = open(column);
    if (out.type() == FieldType::Bool)
        out.appendInt(value ? 1 : 0);
    else if (out.type() == FieldType::Text)
        out.appendText(value ? "true" : "false");
    else
        out.appendNoted(ValueNote::Truth);
}

void AvroRow::appendInteger(std::size_t column, std::int64_t value) {
    Column& out = open(column);
    switch (out.type()) {
    case FieldType::Int64:
        return out.appendInt(value);
    case FieldType::Float64: {
        const auto nearest = static_cast<double>(value);
        const bool isExact = nearest < 0x1p63 && static_cast<std::int64_t>(nearest) == value;
        return isExact || m_nearest ? out.appendFloat(nearest) : out.appendNoted(ValueNote::Inexact);
    }
    case FieldType::Text:
        return out.appendText(std::to_string(value));
    case FieldType::Bool:
        return out.appendNoted(ValueNote::Number);
    }
}

void AvroRow::appendFloating(std::size_t column, double value) {
    Column& out = open(column);
    if (out.type() == FieldType::Text)
        return out.appendText(doubleText(value));
    if (!std::isfinite(value))
        return out.appendNoted(ValueNote::NotANumber);
    if (out.type() == FieldType::Float64)
        return out.appendFloat(value);
    if (out.type() == FieldType::Bool)
        return out.appendNoted(ValueNote::Number);
    if (value != std::trunc(value))
        return out.appendNoted(ValueNote::Fraction);
    if (value < -0x1p63 || value >= 0x1p63)
        return out.appendNoted(ValueNote::Large);
    out.appendInt(static_cast<std::int64_t>(value));
}

void AvroRow::appendText(std::size_t column, std::string_view value, ValueNote otherwise) {
    Column& out = open(column);
    if (out.type() == FieldType::Text)
        return out.appendText(value);
    if (otherwise == ValueNote::Text && m_rows->schema().fields[column].fromText) {
        if (value.empty())
            return out.appendMissing();
        if (appendReadText(out, value))
            return;
    }
    out.appendNoted(otherwise);
}

void AvroRow::appendDefault(const AvroDefault& value) {
    if (const bool* const truth = std::get_if<bool>(&value.value))
        appendTruth(value.column, *truth);
    else if (const std::int64_t* const number = std::get_if<std::int64_t>(&value.value))
        appendInteger(value.column, *number);
    else if (const double* const floating = std::get_if<double>(&value.value))
        appendFloating(value.column, *floating);
    else if (const std::string* const text = std::get_if<std::string>(&value.value))
        appendText(value.column, *text);
    else if (const AvroDecimal* const decimal = std::get_if<AvroDecimal>(&value.value))
        appendDecimal(value.column, decimal->text);
    else
        open(value.column).appendMissing();
}

} // namespace driftwood::decoder
