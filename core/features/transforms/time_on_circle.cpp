#include "features/transforms/time_on_circle.h"

#include "features/running_moments.h"
#include "features/transforms/fitted_parts.h"

#include <cmath>
#include <numbers>

namespace driftwood::features {
namespace {

/// The unit in which all values are times, guessed from their size; 0 counts as "not set".
Result<TimeUnit> fitTimeUnit(const std::string& path, const FieldRows& rows) {
    std::optional<TimeUnit> unit;
    std::optional<double> other; // a value that is not a time, or a time in another unit
    std::int64_t others = 0;
    rows.reader.forEachNumber(rows.batch, rows.begin, rows.end, [&](double value) {
        if (std::isnan(value) || value == 0.0)
            return;
        const auto its = timeUnitOf(value);
        if (its && (!unit || its == unit)) {
            unit = its;
            return;
        }
        ++others;
        other = other.value_or(value);
    });
    if (!other)
        return unit.value_or(TimeUnit::Milliseconds);
    std::string what = unit
                           ? "times in " + std::string(timeUnitName(*unit)) + " since 1970 are expected, and "
                           : std::string("a time since 1970 is expected, and ");
    return fail(
        ErrorCode::InvalidArgument,
        what + std::to_string(others) + (others == 1 ? " value is" : " values are") + " none, such as " +
            nlohmann::json(*other).dump(),
        path,
        "A time is a number of s, ms, us or ns since 1970 (from 1973 on), or ISO 8601 text. Leave the "
        "field out, or the records with a filter.");
}

Result<bool> fitTimesAsText(const std::string& path, const FieldRows& rows) {
    bool seen = false;
    std::string wrong;
    rows.reader.forEachCategory(rows.batch, rows.begin, rows.end, [&](std::string_view text) {
        if (text.data() == nullptr)
            return;
        seen = seen || parseIso8601(text).has_value();
        if (wrong.empty() && !parseIso8601(text))
            wrong = text;
    });
    if (!wrong.empty())
        return fail(ErrorCode::InvalidArgument,
                    "a time as ISO 8601 text is expected, not \"" + wrong.substr(0, 40) + "\"", path,
                    "Leave the field out, or the records with a filter.");
    return seen;
}

} // namespace

Status checkTime(const FeatureInput& input, records::FieldType type) {
    if (type != records::FieldType::Bool)
        return {};
    return fail(ErrorCode::InvalidArgument,
                std::string(transformName(input.transform)) + " needs a time, not true or false", input.path);
}

Result<bool> fitTime(FittedInput& fitted, const FieldRows& rows) {
    const std::string& path = fitted.input.path;
    if (rows.reader.type() == records::FieldType::Text)
        return fitTimesAsText(path, rows);
    if (rows.reader.isTimeOfDay() && fitted.input.transform == Transform::CyclicWeekday)
        return fail(ErrorCode::InvalidArgument, "a time of day has no day of the week", path,
                    "Use its hour: " + std::string(transformName(Transform::CyclicHour)) + ".");
    if (rows.reader.timeUnit()) {
        fitted.timeUnit = *rows.reader.timeUnit();
    } else {
        auto unit = fitTimeUnit(path, rows);
        if (!unit)
            return forward(unit);
        fitted.timeUnit = *unit;
    }
    return momentsOf(rows).count > 0;
}

std::size_t twoOutputs(const FittedInput& /*fitted*/) { return 2; }

void appendCircleNames(const FittedInput& fitted, const char* what, std::vector<std::string>& names) {
    for (const char* coordinate : {" sin", " cos"})
        names.push_back(fitted.input.path + what + coordinate);
}

void encodeTimes(const FittedInput& fitted, const EncodedRows& to, double (*phase)(double timestampMs)) {
    const bool marksMissing = fitted.input.missingIndicator;
    const FieldRows& rows = to.rows;
    float* out = to.out;
    const auto encode = [&](std::optional<double> timestampMs) {
        if (timestampMs) {
            const double angle = 2.0 * std::numbers::pi * phase(*timestampMs);
            out[0] = toFloat(std::sin(angle));
            out[1] = toFloat(std::cos(angle));
        } else if (marksMissing) {
            out[2] = 1.0F;
        }
        out += to.stride;
    };
    if (fitted.type == records::FieldType::Text)
        return rows.reader.forEachCategory(rows.batch, rows.begin, rows.end, [&](std::string_view text) {
            const auto time = parseIso8601(text);
            encode(time ? std::optional(time->ms) : std::nullopt);
        });
    const double ms = millisecondsPer(rows.reader.timeUnit().value_or(fitted.timeUnit));
    rows.reader.forEachNumber(rows.batch, rows.begin, rows.end, [&](double value) {
        encode(std::isnan(value) ? std::nullopt : std::optional(value * ms));
    });
}

LoweredInput lowerTimes(const FittedInput& fitted, graph::Graph& graph,
                        graph::Value (*turns)(graph::Graph& graph, graph::Value timestampMs)) {
    graph::Value time;
    if (fitted.type == records::FieldType::Text) {
        time = graph.isoTime(graph.text(fitted.input.path));
    } else {
        time = graph.number(fitted.input.path);
        if (fitted.timeUnit != TimeUnit::Milliseconds)
            time = graph.multiply(time, graph.constant(millisecondsPer(fitted.timeUnit)));
    }
    const graph::Value around = turns(graph, time);
    const graph::Value phase = graph.subtract(around, graph.floor(around));
    const graph::Value angle = graph.multiply(phase, graph.constant(2.0 * std::numbers::pi));
    const graph::Value sine = graph.sin(angle);
    return {zeroWhereMissing(graph, time, graph.concat({sine, graph.cos(angle)})), time};
}

void writeTimeUnit(const FittedInput& fitted, nlohmann::json& entry) {
    if (fitted.type != records::FieldType::Text)
        entry["time_unit"] = timeUnitName(fitted.timeUnit);
}

void checkReadTime(JsonFields& fields, const FittedInput& fitted) {
    refuseScale(fields, fitted);
    refuseCategories(fields, fitted);
}

void earlierCircle(const FittedInput& /*earlier*/, const FittedInput& /*now*/,
                   std::span<std::optional<EarlierOutput>> out) {
    out[0] = EarlierOutput{0};
    out[1] = EarlierOutput{1};
}

FittedWords timeInWords(const FittedInput& fitted) {
    const std::string name(transformName(fitted.input.transform));
    if (fitted.type == records::FieldType::Text)
        return {"%1: ISO 8601 text", {name}};
    return {"%1: %2 since 1970", {name, std::string(timeUnitName(fitted.timeUnit))}};
}

} // namespace driftwood::features
