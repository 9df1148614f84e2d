#include "decoder/formats/avro/avro_names.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace driftwood::decoder {
namespace {

constexpr std::int32_t kExactDigits = 15; // any decimal of so many digits survives a double
constexpr std::int32_t kWholeDigits = 18; // and as a whole number an int64

bool goesByName(const AvroType& type, const std::string& name) {
    return type.name == name || std::ranges::find(type.aliases, name) != type.aliases.end();
}

/// The record that a schema is, or those of the union that it is.
std::vector<const AvroType*> recordsOf(const AvroSchema& schema) {
    std::vector<const AvroType*> out;
    if (schema.root().kind == AvroKind::Record)
        out.push_back(&schema.root());
    for (const std::uint32_t branch : schema.root().branches)
        if (schema[branch].kind == AvroKind::Record)
            out.push_back(&schema[branch]);
    return out;
}

} // namespace

bool isOfType(const AvroSchema& writer, const AvroSchema& reader) {
    const auto written = recordsOf(writer);
    const auto read = recordsOf(reader);
    if (written.empty() || read.empty())
        return written.empty() && read.empty();
    return std::ranges::any_of(written, [&](const AvroType* record) {
        return std::ranges::any_of(read,
                                   [&](const AvroType* known) { return goesByName(*known, record->name); });
    });
}

std::string recordNames(const AvroSchema& schema) {
    std::string out;
    for (const AvroType* const record : recordsOf(schema))
        out += (out.empty() ? "" : " or ") + record->name;
    return out;
}

std::vector<NamedField> namesOfFields(const AvroType& writer, const AvroType* reader) {
    std::vector<NamedField> out;
    std::map<std::string_view, std::size_t> indexOf;
    for (const AvroField& field : writer.fields) {
        indexOf.emplace(field.name, out.size());
        out.push_back({field.name, std::nullopt});
    }
    if (!reader)
        return out;
    for (const AvroField& field : reader->fields)
        if (const auto same = indexOf.find(field.name); same != indexOf.end())
            out[same->second].readerType = field.type;
    for (const AvroField& field : reader->fields) {
        if (indexOf.contains(field.name))
            continue;
        for (const std::string& alias : field.aliases)
            if (const auto renamed = indexOf.find(alias);
                renamed != indexOf.end() && !out[renamed->second].readerType) {
                out[renamed->second] = {field.name, field.type};
                break;
            }
    }
    return out;
}

std::optional<std::uint32_t> recordIn(const AvroSchema* reader, std::optional<std::uint32_t> type,
                                      const std::string& name) {
    if (!reader || !type)
        return std::nullopt;
    const AvroType& of = (*reader)[*type];
    if (of.kind == AvroKind::Record)
        return type;
    std::optional<std::uint32_t> found;
    for (const std::uint32_t branch : of.branches) {
        if ((*reader)[branch].kind != AvroKind::Record)
            continue;
        if (goesByName((*reader)[branch], name))
            return branch;
        if (!found)
            found = branch;
    }
    return found;
}

records::Field columnOf(std::string path, const AvroType& type) {
    const auto time = timeMeaningOf(type.logical);
    return {std::move(path), columnTypeOf(type), false, time ? std::optional(time->unit) : std::nullopt,
            time && time->isOfDay};
}

std::optional<AvroTimeMeaning> timeMeaningOf(AvroLogical logical) {
    switch (logical) {
    case AvroLogical::Date:
        return AvroTimeMeaning{TimeUnit::Days, false};
    case AvroLogical::TimeMillis:
        return AvroTimeMeaning{TimeUnit::Milliseconds, true};
    case AvroLogical::TimeMicros:
        return AvroTimeMeaning{TimeUnit::Microseconds, true};
    case AvroLogical::TimestampMillis:
    case AvroLogical::LocalTimestampMillis:
        return AvroTimeMeaning{TimeUnit::Milliseconds, false};
    case AvroLogical::TimestampMicros:
    case AvroLogical::LocalTimestampMicros:
        return AvroTimeMeaning{TimeUnit::Microseconds, false};
    case AvroLogical::TimestampNanos:
    case AvroLogical::LocalTimestampNanos:
        return AvroTimeMeaning{TimeUnit::Nanoseconds, false};
    default:
        return std::nullopt;
    }
}

records::FieldType columnTypeOf(const AvroType& type) {
    switch (type.kind) {
    case AvroKind::Boolean:
        return records::FieldType::Bool;
    case AvroKind::Int:
    case AvroKind::Long:
        return records::FieldType::Int64;
    case AvroKind::Float:
    case AvroKind::Double:
        return records::FieldType::Float64;
    default:
        break;
    }
    if (type.logical != AvroLogical::Decimal)
        return records::FieldType::Text;
    if (type.scale == 0 && type.precision <= kWholeDigits)
        return records::FieldType::Int64;
    return type.precision <= kExactDigits ? records::FieldType::Float64 : records::FieldType::Text;
}

} // namespace driftwood::decoder
