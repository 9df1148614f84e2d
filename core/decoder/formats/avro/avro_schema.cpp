#include "decoder/formats/avro/avro_schema.h"

#include "base/bounded_json.h"

#include <algorithm>
#include <avro.h>
#include <map>
#include <nlohmann/json.hpp>

namespace driftwood::decoder {
namespace {

using nlohmann::json;

constexpr std::size_t kLongestAvroName = 8192;
constexpr std::int64_t kMostFixedBytes = std::int64_t{64} << 20U;
constexpr std::int32_t kMostPrecision = 1000;

struct SchemaRelease {
    void operator()(avro_schema_t schema) const { avro_schema_decref(schema); }
};
using AvroHandle = std::unique_ptr<std::remove_pointer_t<avro_schema_t>, SchemaRelease>;

std::size_t countValues(const json& value, std::size_t most) { // bounded_json bounds the depth
    std::size_t count = 1;
    if (value.is_structured())
        for (const json& inner : value)
            if ((count += countValues(inner, most)) > most)
                break;
    return count;
}

/// Drops what avro-c does not look at and jansson may refuse: the default of bytes is often "\u0000".
void dropDefaults(json& value) { // NOLINT(misc-no-recursion): bounded_json bounds the depth
    if (value.is_object()) {
        value.erase("default");
        value.erase("doc");
    }
    if (value.is_structured())
        for (json& inner : value)
            dropDefaults(inner);
}

std::string textOf(const json& object, const char* key) {
    if (!object.is_object())
        return {};
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::vector<std::string> aliasesOf(const json& object) {
    std::vector<std::string> out;
    if (!object.is_object())
        return out;
    if (const auto aliases = object.find("aliases"); aliases != object.end() && aliases->is_array())
        for (const json& alias : *aliases)
            if (alias.is_string())
                out.push_back(alias.get<std::string>());
    return out;
}

std::int32_t numberOf(const json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end() || !found->is_number_integer())
        return 0;
    const auto value = found->get<std::int64_t>();
    return value >= 0 && value <= kMostPrecision ? static_cast<std::int32_t>(value) : -1;
}

/// The logical type that an attribute names, if the type can have it.
AvroLogical logicalOf(const AvroType& type, std::string_view name) {
    const auto is = [&](AvroKind kind) { return type.kind == kind; };
    if (name == "decimal" && (is(AvroKind::Bytes) || is(AvroKind::Fixed)) && type.precision > 0 &&
        type.scale >= 0 && type.scale <= type.precision)
        return AvroLogical::Decimal;
    if (name == "uuid" && (is(AvroKind::String) || (is(AvroKind::Fixed) && type.size == 16)))
        return AvroLogical::Uuid;
    if (name == "duration" && is(AvroKind::Fixed) && type.size == 12)
        return AvroLogical::Duration;
    if (is(AvroKind::Int))
        return name == "date"          ? AvroLogical::Date
               : name == "time-millis" ? AvroLogical::TimeMillis
                                       : AvroLogical::None;
    if (!is(AvroKind::Long))
        return AvroLogical::None;
    return name == "time-micros"              ? AvroLogical::TimeMicros
           : name == "timestamp-millis"       ? AvroLogical::TimestampMillis
           : name == "timestamp-micros"       ? AvroLogical::TimestampMicros
           : name == "timestamp-nanos"        ? AvroLogical::TimestampNanos
           : name == "local-timestamp-millis" ? AvroLogical::LocalTimestampMillis
           : name == "local-timestamp-micros" ? AvroLogical::LocalTimestampMicros
           : name == "local-timestamp-nanos"  ? AvroLogical::LocalTimestampNanos
                                              : AvroLogical::None;
}

AvroKind kindOf(avro_type_t type) {
    switch (type) {
    case AVRO_STRING:
        return AvroKind::String;
    case AVRO_BYTES:
        return AvroKind::Bytes;
    case AVRO_INT32:
        return AvroKind::Int;
    case AVRO_INT64:
        return AvroKind::Long;
    case AVRO_FLOAT:
        return AvroKind::Float;
    case AVRO_DOUBLE:
        return AvroKind::Double;
    case AVRO_BOOLEAN:
        return AvroKind::Boolean;
    case AVRO_RECORD:
        return AvroKind::Record;
    case AVRO_ENUM:
        return AvroKind::Enum;
    case AVRO_FIXED:
        return AvroKind::Fixed;
    case AVRO_MAP:
        return AvroKind::Map;
    case AVRO_ARRAY:
        return AvroKind::Array;
    case AVRO_UNION:
        return AvroKind::Union;
    default:
        return AvroKind::Null;
    }
}

/// Turns avro-c's schema into ours. avro-c decides what a schema is and which type a name means; it drops
/// logical types, aliases and defaults, so these attributes are read from the same JSON, which has the same
/// shape.
class SchemaBuilder {
  public:
    [[nodiscard]] Result<std::shared_ptr<const AvroSchema>> build(avro_schema_t root,
                                                                  const json& attributes) {
        add(root, attributes);
        if (!m_problem.empty())
            return fail(ErrorCode::CorruptData, "not an Avro schema: " + m_problem);
        return m_schema;
    }

  private:
    void refuse(std::string problem) {
        if (m_problem.empty())
            m_problem = std::move(problem);
    }

    std::uint32_t add(avro_schema_t schema, const json& attributes) { // NOLINT(misc-no-recursion)
        if (avro_typeof(schema) == AVRO_LINK) {
            const auto known = m_indexOf.find(avro_schema_link_target(schema));
            if (known != m_indexOf.end())
                return known->second;
            refuse("a name that stands before its type");
            return 0;
        }
        const auto index = static_cast<std::uint32_t>(m_schema->types.size());
        AvroType type; // filled here: types may move while inner ones are added
        type.kind = kindOf(avro_typeof(schema));
        m_indexOf[schema] = index;
        m_schema->types.emplace_back();
        addName(schema, attributes, type);
        switch (type.kind) {
        case AvroKind::Record:
            addFields(schema, attributes, type);
            break;
        case AvroKind::Enum:
            for (int i = 0; i < avro_schema_enum_number_of_symbols(schema); ++i)
                type.symbols.push_back(checkedName(avro_schema_enum_get(schema, i)));
            break;
        case AvroKind::Fixed:
            if (const std::int64_t size = avro_schema_fixed_size(schema);
                size >= 0 && size <= kMostFixedBytes)
                type.size = static_cast<std::size_t>(size);
            else
                refuse("a fixed of " + std::to_string(size) + " bytes");
            break;
        case AvroKind::Array:
            type.item = add(avro_schema_array_items(schema), attributes.at("items"));
            break;
        case AvroKind::Map:
            type.item = add(avro_schema_map_values(schema), attributes.at("values"));
            break;
        case AvroKind::Union:
            addBranches(schema, attributes, type);
            break;
        default:
            break;
        }
        if (attributes.is_object()) {
            type.precision = numberOf(attributes, "precision");
            type.scale = numberOf(attributes, "scale");
            type.logical = logicalOf(type, textOf(attributes, "logicalType"));
        }
        m_schema->types[index] = std::move(type);
        return index;
    }

    void addName(avro_schema_t schema, const json& attributes, AvroType& type) {
        if (type.kind != AvroKind::Record && type.kind != AvroKind::Enum && type.kind != AvroKind::Fixed)
            return;
        const char* const space = avro_schema_namespace(schema);
        const std::string prefix =
            space != nullptr && *space != '\0' ? checkedName(space) + "." : std::string();
        type.name = prefix + checkedName(avro_schema_name(schema));
        for (const std::string& alias : aliasesOf(attributes)) // a plain one is of the same namespace
            type.aliases.push_back(alias.find('.') == std::string::npos ? prefix + alias : alias);
    }

    std::string checkedName(const char* name) {
        std::string out(name);
        if (out.size() > kLongestAvroName)
            refuse("a name of " + std::to_string(out.size()) + " bytes");
        return out;
    }

    void addFields(avro_schema_t schema, const json& attributes,
                   AvroType& type) { // NOLINT(misc-no-recursion)
        const json& fields = attributes.at("fields");
        for (std::size_t i = 0; i < avro_schema_record_size(schema) && m_problem.empty(); ++i) {
            const json& of = fields.at(i);
            AvroField field;
            field.name = checkedName(avro_schema_record_field_name(schema, static_cast<int>(i)));
            const auto same = [&](const AvroField& other) { return other.name == field.name; };
            if (i < kCheckedForTwins && std::ranges::any_of(type.fields, same))
                refuse("a record with two fields " + field.name);
            field.aliases = aliasesOf(of);
            if (const auto value = of.find("default"); value != of.end())
                field.defaultJson = value->dump(-1, ' ', false, json::error_handler_t::replace);
            field.type =
                add(avro_schema_record_field_get_by_index(schema, static_cast<int>(i)), of.at("type"));
            type.fields.push_back(std::move(field));
        }
    }

    void addBranches(avro_schema_t schema, const json& attributes,
                     AvroType& type) { // NOLINT(misc-no-recursion)
        for (std::size_t i = 0; i < avro_schema_union_size(schema) && m_problem.empty(); ++i) {
            const avro_schema_t branch = avro_schema_union_branch(schema, static_cast<int>(i));
            if (avro_typeof(branch) == AVRO_UNION)
                return refuse("a union in a union");
            type.branches.push_back(add(branch, attributes.at(i)));
        }
    }

    static constexpr std::size_t kCheckedForTwins = 2000; // the check is quadratic

    std::shared_ptr<AvroSchema> m_schema = std::make_shared<AvroSchema>();
    std::map<avro_schema_t, std::uint32_t> m_indexOf;
    std::string m_problem;
};

} // namespace

Result<std::shared_ptr<const AvroSchema>> parseAvroSchema(std::string_view text) {
    if (text.size() > kMostAvroSchemaBytes)
        return fail(ErrorCode::CorruptData, "the Avro schema is larger than 4 MiB");
    const json attributes = parseBoundedJson(text);
    if (attributes.is_discarded())
        return fail(ErrorCode::CorruptData, "not an Avro schema: " + whyNotBoundedJson(text));
    if (countValues(attributes, kMostAvroSchemaValues) > kMostAvroSchemaValues)
        return fail(ErrorCode::CorruptData, "the Avro schema has more than " +
                                                std::to_string(kMostAvroSchemaValues) + " JSON values");
    json plain = attributes;
    dropDefaults(plain);
    const std::string forAvro = plain.dump(-1, ' ', false, json::error_handler_t::replace);
    avro_schema_t parsed = nullptr;
    if (avro_schema_from_json_length(forAvro.data(), forAvro.size(), &parsed) != 0 || parsed == nullptr)
        return fail(ErrorCode::CorruptData, std::string("not an Avro schema: ") + avro_strerror());
    const AvroHandle owned(parsed);
    try {
        return SchemaBuilder().build(parsed, attributes);
    } catch (const json::exception&) {
        return fail(ErrorCode::CorruptData, "not an Avro schema: its JSON has another shape than expected");
    }
}

} // namespace driftwood::decoder
