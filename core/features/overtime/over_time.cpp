#include "features/overtime/over_time.h"

#include "base/json_fields.h"
#include "features/field_reader.h"
#include "features/overtime/operations.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace driftwood::features {
namespace {

using records::FieldType;

std::string durationText(std::int64_t ms) {
    struct Unit {
        std::int64_t ms;
        const char* name;
    };
    for (const Unit unit : {Unit{86'400'000, "d"}, Unit{3'600'000, "h"}, Unit{60'000, "m"}, Unit{1000, "s"}})
        if (ms % unit.ms == 0)
            return std::to_string(ms / unit.ms) + unit.name;
    return std::to_string(ms) + "ms";
}

bool isPlain(std::string_view path) {
    return !path.empty() && path.find_first_of(" (),`\\") == std::string_view::npos;
}

std::string quoted(const std::string& path) {
    if (isPlain(path))
        return path;
    std::string text = "`";
    for (const char c : path)
        text += (c == '`' || c == '\\' ? std::string("\\") : std::string()) + c;
    return text + '`';
}

Status checkNumber(const std::string& path, const records::Schema& schema, const std::string& column) {
    const auto reader = FieldReader::bind(schema, path);
    if (!reader)
        return fail(ErrorCode::NotFound, "the records have no such field", path,
                    "It is named in " + column + ".");
    if (reader->type() == FieldType::Text)
        return fail(ErrorCode::InvalidArgument, "a number is needed, and the field is text", path,
                    "It is named in " + column + ".");
    return {};
}

Status checkTimes(const std::string& path, const records::Schema& schema, const std::string& column) {
    const auto reader = FieldReader::bind(schema, path);
    if (!reader)
        return fail(ErrorCode::NotFound, "the records have no such field", path,
                    "It is named in " + column + ".");
    if (reader->type() == FieldType::Bool || reader->isTimeOfDay())
        return fail(ErrorCode::InvalidArgument, "a time since 1970 is needed, or ISO 8601 text", path,
                    "It is named in " + column + ".");
    return {};
}

} // namespace

std::string OverTime::name() const {
    const OverTimeKind& kind = kindOf(operation);
    std::string text = std::string(kind.name) + '(';
    if (kind.shape != OverTimeShape::Gap)
        text += quoted(field);
    if (kind.shape == OverTimeShape::Pair)
        text += ',' + quoted(other);
    if (records > 0)
        text += ',' + std::to_string(records);
    else if (durationMs > 0)
        text += ',' + durationText(durationMs);
    if (before)
        text += ",before";
    text += ')';
    if (!key.empty())
        text += " by " + quoted(key);
    if (time != records::kTimestampPath)
        text += " at " + quoted(time);
    if (within != usualWithin(*this))
        text += " within " + std::to_string(within);
    return text;
}

bool OverTime::looksBack() const {
    const OverTimeShape shape = kindOf(operation).shape;
    return shape != OverTimeShape::Pair && shape != OverTimeShape::Time;
}

bool OverTime::usesTime() const { return durationMs > 0 || kindOf(operation).shape == OverTimeShape::Gap; }

std::vector<std::string> OverTime::reads() const {
    std::vector<std::string> paths;
    for (const std::string* path : {&field, &other, &key})
        if (!path->empty())
            paths.push_back(*path);
    if (usesTime())
        paths.push_back(time);
    return paths;
}

Status OverTime::check(const records::Schema& schema) const {
    const std::string column = name();
    const OverTimeKind& kind = kindOf(operation);
    if (kind.shape == OverTimeShape::Time)
        return checkTimes(field, schema, column);
    if (kind.shape != OverTimeShape::Gap)
        if (Status fine = checkNumber(field, schema, column); !fine)
            return fine;
    if (kind.shape == OverTimeShape::Pair)
        return checkNumber(other, schema, column);
    if (!key.empty() && !FieldReader::bind(schema, key))
        return fail(ErrorCode::NotFound, "the records have no such field", key,
                    "It is named in " + column + ".");
    return usesTime() ? checkTimes(time, schema, column) : Status();
}

void to_json(nlohmann::json& json, const OverTime& column) {
    json = {{"operation", kindOf(column.operation).name},
            {"field", column.field},
            {"other", column.other},
            {"records", column.records},
            {"duration_ms", column.durationMs},
            {"before", column.before},
            {"by", column.key},
            {"time", column.time},
            {"within", column.within}};
}

Result<OverTime> overTimeFromJson(const nlohmann::json& json, const std::string& where) {
    JsonFields fields(json, where, "over_time");
    OverTime column;
    fields.name("operation", column.operation, overTimeOperationFromName);
    fields.read("field", column.field);
    fields.read("other", column.other);
    fields.read("records", column.records);
    fields.read("duration_ms", column.durationMs);
    fields.read("before", column.before);
    fields.read("by", column.key);
    fields.read("time", column.time);
    fields.read("within", column.within);
    if (Status read = fields.finish(); !read)
        return forward(read);
    // A column is valid if its name, parsed again, gives the same column.
    const auto same = parseOverTime(column.name());
    if (!same || *same != column)
        return fail(ErrorCode::CorruptData, "a column over time has parts that do not fit together", where,
                    same ? "It says " + column.name() + "." : same.error().what);
    return column;
}

records::Schema withColumns(const records::Schema& schema, const std::vector<OverTime>& columns) {
    records::Schema wider = schema;
    for (const OverTime& column : columns)
        if (std::string name = column.name(); !wider.indexOf(name))
            wider.fields.push_back({std::move(name), FieldType::Float64});
    return wider;
}

} // namespace driftwood::features
