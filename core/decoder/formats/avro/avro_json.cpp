#include "decoder/formats/avro/avro_json.h"

#include "decoder/formats/avro/avro_text.h"
#include "decoder/formats/json/json_index.h"
#include "decoder/value_text.h"

namespace driftwood::decoder {
namespace {

constexpr const char* kBadBranch = "a union's branch that its schema does not have";
constexpr const char* kBadSymbol = "a symbol that its enum does not have";

/// Goes through the blocks of an array or map; `each` reads one item.
template <class Each>
bool eachItem(AvroInput& input, Each each) {
    while (true) {
        std::int64_t items = 0;
        std::int64_t bytes = 0;
        if (!input.block(items, bytes))
            return false;
        if (items == 0)
            return true;
        for (std::int64_t i = 0; i < items; ++i)
            if (!each())
                return false;
    }
}

bool skipItems(const AvroSchema& schema, const AvroType& type, AvroInput& input,
               int depth) { // NOLINT(misc-no-recursion)
    while (true) {
        std::int64_t items = 0;
        std::int64_t bytes = 0;
        if (!input.block(items, bytes))
            return false;
        if (items == 0)
            return true;
        std::string_view passed;
        if (bytes >= 0) {
            if (!input.step() || !input.raw(static_cast<std::size_t>(bytes), passed))
                return false;
            continue;
        }
        for (std::int64_t i = 0; i < items; ++i)
            if ((type.kind == AvroKind::Map && !input.sized(passed)) ||
                !skipAvro(schema, type.item, input, depth + 1))
                return false;
    }
}

class JsonWriter {
  public:
    JsonWriter(const AvroSchema& schema, AvroInput& input, std::string& out)
        : m_schema(schema)
        , m_input(input)
        , m_out(out)
        , m_most(out.size() + mostAvroJson(input.size())) {}

    [[nodiscard]] bool value(std::uint32_t index, int depth) { // NOLINT(misc-no-recursion)
        const AvroType& type = m_schema[index];
        if (depth > kMostAvroDepth)
            return m_input.fail("it is nested too deep", FailureKind::TooLarge);
        if (m_out.size() > m_most)
            return m_input.fail("its JSON is much larger than itself", FailureKind::TooLarge);
        if (!m_input.step())
            return false;
        switch (type.kind) {
        case AvroKind::Array:
        case AvroKind::Map:
            return items(type, depth);
        case AvroKind::Union: {
            std::size_t branch = 0;
            return m_input.index(type.branches.size(), branch, kBadBranch) &&
                   value(type.branches[branch], depth + 1);
        }
        case AvroKind::Record:
            m_out += '{';
            for (std::size_t i = 0; i < type.fields.size(); ++i) {
                if (i > 0)
                    m_out += ',';
                m_out.append("\"").append(type.fields[i].name).append("\":");
                if (!value(type.fields[i].type, depth + 1))
                    return false;
            }
            m_out += '}';
            return true;
        default:
            return scalar(type);
        }
    }

  private:
    [[nodiscard]] bool items(const AvroType& type, int depth) { // NOLINT(misc-no-recursion)
        const bool isMap = type.kind == AvroKind::Map;
        bool isFirst = true;
        m_out += isMap ? '{' : '[';
        const bool whole = eachItem(m_input, [&] {
            if (!std::exchange(isFirst, false))
                m_out += ',';
            if (isMap) {
                std::string_view name;
                if (!m_input.sized(name) || !text(name))
                    return false;
                m_out += ':';
            }
            return value(type.item, depth + 1);
        });
        m_out += isMap ? '}' : ']';
        return whole;
    }

    [[nodiscard]] bool text(std::string_view value) {
        if (findInvalidUtf8(value) != std::string_view::npos)
            return m_input.fail("a string that is not UTF-8");
        appendJsonText(m_out, value);
        return true;
    }

    [[nodiscard]] bool bytes(const AvroType& type, std::string_view value) {
        const auto written = bytesText(type, value);
        if (!written)
            return m_input.fail("a decimal of more than 300 digits", FailureKind::TooLarge);
        if (type.logical == AvroLogical::Decimal)
            m_out += *written;
        else
            appendJsonText(m_out, *written);
        return true;
    }

    [[nodiscard]] bool scalar(const AvroType& type) {
        std::int64_t number = 0;
        std::string_view view;
        switch (type.kind) {
        case AvroKind::Boolean: {
            bool truth = false;
            if (!m_input.boolean(truth))
                return false;
            m_out += truth ? "true" : "false";
            return true;
        }
        case AvroKind::Int:
        case AvroKind::Long:
            if (!(type.kind == AvroKind::Int ? m_input.smallNumber(number) : m_input.number(number)))
                return false;
            if (type.logical == AvroLogical::None)
                m_out += std::to_string(number);
            else
                appendJsonText(m_out, timeText(type.logical, number));
            return true;
        case AvroKind::Float: {
            float value = 0;
            if (!m_input.floating(value))
                return false;
            m_out += floatText(value);
            return true;
        }
        case AvroKind::Double: {
            double value = 0;
            if (!m_input.floating(value))
                return false;
            m_out += doubleText(value);
            return true;
        }
        case AvroKind::String:
            return m_input.sized(view) && text(view);
        case AvroKind::Bytes:
            return m_input.sized(view) && bytes(type, view);
        case AvroKind::Fixed:
            return m_input.raw(type.size, view) && bytes(type, view);
        case AvroKind::Enum: {
            std::size_t symbol = 0;
            if (!m_input.index(type.symbols.size(), symbol, kBadSymbol))
                return false;
            appendJsonText(m_out, type.symbols[symbol]);
            return true;
        }
        default:
            m_out += "null";
            return true;
        }
    }

    const AvroSchema& m_schema;
    AvroInput& m_input;
    std::string& m_out;
    std::size_t m_most;
};

} // namespace

bool skipAvro(const AvroSchema& schema, std::uint32_t index, AvroInput& input, // NOLINT(misc-no-recursion)
              int depth) {
    if (depth > kMostAvroDepth)
        return input.fail("it is nested too deep", FailureKind::TooLarge);
    if (!input.step())
        return false;
    const AvroType& type = schema[index];
    std::int64_t number = 0;
    std::size_t which = 0;
    std::string_view view;
    bool truth = false;
    switch (type.kind) {
    case AvroKind::Null:
        return true;
    case AvroKind::Boolean:
        return input.boolean(truth);
    case AvroKind::Int:
        return input.smallNumber(number);
    case AvroKind::Long:
        return input.number(number);
    case AvroKind::Float:
        return input.raw(sizeof(float), view);
    case AvroKind::Double:
        return input.raw(sizeof(double), view);
    case AvroKind::Bytes:
    case AvroKind::String:
        return input.sized(view);
    case AvroKind::Fixed:
        return input.raw(type.size, view);
    case AvroKind::Enum:
        return input.index(type.symbols.size(), which, kBadSymbol);
    case AvroKind::Array:
    case AvroKind::Map:
        return skipItems(schema, type, input, depth);
    case AvroKind::Union:
        return input.index(type.branches.size(), which, kBadBranch) &&
               skipAvro(schema, type.branches[which], input, depth + 1);
    case AvroKind::Record:
        for (const AvroField& field : type.fields)
            if (!skipAvro(schema, field.type, input, depth + 1))
                return false;
        return true;
    }
    return false;
}

bool avroToJson(const AvroSchema& schema, std::uint32_t type, AvroInput& input, std::string& out, int depth) {
    return JsonWriter(schema, input, out).value(type, depth);
}

} // namespace driftwood::decoder
