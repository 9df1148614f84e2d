#include "drift/drift_json.h"

#include "base/json_fields.h"

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

namespace driftwood::drift {
namespace {

using nlohmann::json;

json finite(double value) { return std::isfinite(value) ? json(value) : json(); }
json time(TimestampMs value) { return value.value != -1 ? json(value.value) : json(); }

} // namespace

json toJson(const broker::TopicRanges& ranges) {
    json partitions = json::array();
    for (const broker::OffsetRange& range : ranges.ranges)
        partitions.push_back(
            {{"partition", range.partition.value}, {"begin", range.begin.value}, {"end", range.end.value}});
    return {{"topic", ranges.topic.value}, {"partitions", std::move(partitions)}};
}

json toJson(const DriftConfig& config) {
    return {{"window_records", config.windowRecords},
            {"minimum_records", config.minimumRecords},
            {"psi_threshold", config.psiThreshold},
            {"p_value_threshold", config.pValueThreshold},
            {"missing_rate_increase", config.missingRateIncrease},
            {"raise_after", config.raiseAfter},
            {"clear_after", config.clearAfter},
            {"clear_fraction", config.clearFraction},
            {"adwin_delta", config.adwinDelta}};
}

json toJson(const FieldDrift& field) {
    const auto ifJudged = [&](double value) { return field.judged ? finite(value) : json(); };
    return {{"path", field.path},
            {"categorical", field.categorical},
            {"values", field.values},
            {"judged", field.judged},
            {"psi", ifJudged(field.psi)},
            {"test", field.categorical ? "chi-square" : "kolmogorov-smirnov"},
            {"statistic", ifJudged(field.test.statistic)},
            {"p_value", ifJudged(field.test.pValue)},
            {"reference_missing_rate", finite(field.referenceMissingRate)},
            {"missing_rate", finite(field.missingRate)},
            {"reference_not_fitting_rate", finite(field.referenceNotFittingRate)},
            {"not_fitting_rate", finite(field.notFittingRate)},
            {"drifted", field.drifted},
            {"missing_drifted", field.missingDrifted},
            {"not_fitting_drifted", field.notFittingDrifted}};
}

json toJson(const DriftReport& report) {
    json fields = json::array();
    for (const FieldDrift& field : report.fields)
        fields.push_back(toJson(field));
    return {{"from_ms", time(report.from)},
            {"to_ms", time(report.to)},
            {"range", toJson(report.range)},
            {"records", report.records},
            {"fields", std::move(fields)},
            {"prediction", toJson(report.prediction)},
            {"mean_error", finite(report.meanError)},
            {"errors", report.errors},
            {"expected_error", finite(report.expectedError)},
            {"error_limit", finite(report.errorLimit)},
            {"error_changed", report.errorChanged}};
}

json toJson(const Alarm& alarm) {
    const bool counted = alarm.windows > 0;
    const auto ifCounted = [&](const json& value) { return counted ? value : json(); };
    json rows{{"records", ifCounted(alarm.rows.records)},
              {"labelled", ifCounted(alarm.rows.labelled)},
              {"classes", alarm.rows.perClass.empty() ? json() : json(alarm.rows.perClass.size())},
              {"trainable", ifCounted(trainable(alarm.rows) == Trainable::Yes)}};
    return {{"id", alarm.id},
            {"kind", alarmKindName(alarm.kind)},
            {"path", alarm.path},
            {"value", finite(alarm.value)},
            {"threshold", finite(alarm.threshold)},
            {"rise_from", alarm.kind == AlarmKind::ErrorChange ? json(riseFromName(alarm.riseFrom)) : json()},
            {"windows", ifCounted(alarm.windows)},
            {"mean", ifCounted(finite(alarm.mean))},
            {"raised_at_ms", time(alarm.raisedAt)},
            {"cleared_at_ms", alarm.clearedAt ? time(*alarm.clearedAt) : json()},
            {"range", toJson(alarm.range)},
            {"rows", std::move(rows)},
            {"from_ms", time(alarm.from)},
            {"to_ms", time(alarm.to)},
            {"text", alarm.text()}};
}

json toJson(const AlarmDetails& details) {
    json perClass = json::array();
    for (const auto& [index, count] : details.rows.perClass)
        perClass.push_back({index, count});
    return {{"windows", details.windows},
            {"mean", finite(details.mean)},
            {"rise_from", riseFromName(details.riseFrom)},
            {"task", training::taskName(details.rows.task)},
            {"records", details.rows.records},
            {"labelled", details.rows.labelled},
            {"per_class", std::move(perClass)}};
}

Result<AlarmDetails> alarmDetailsFromJson(const json& object, const std::string& where) {
    JsonFields fields(object, where);
    constexpr int most = std::numeric_limits<int>::max();
    AlarmDetails read;
    fields.version(kAlarmDetailsVersion);
    fields.read("windows", read.windows, 0, most);
    fields.read("mean", read.mean);
    fields.name("rise_from", read.riseFrom, riseFromFromName);
    fields.name("task", read.rows.task, training::taskFromName);
    fields.read("records", read.rows.records);
    fields.read("labelled", read.rows.labelled);
    if (const json* perClass = fields.array("per_class"))
        for (const json& entry : *perClass) {
            const bool isPair = entry.is_array() && entry.size() == 2 && entry[0].is_number_integer() &&
                                entry[1].is_number_integer();
            fields.require(isPair, "per_class", "pairs of a class and a count");
            if (isPair)
                read.rows.perClass[entry[0].get<int>()] = entry[1].get<std::int64_t>();
        }
    if (Status done = fields.finish(); !done)
        return forward(done);
    return read;
}

Result<broker::TopicRanges> topicRangesFromJson(const json& object, const std::string& where) {
    JsonFields fields(object, where);
    broker::TopicRanges ranges;
    fields.version(kTopicRangesVersion);
    fields.read("topic", ranges.topic.value);
    if (const json* partitions = fields.array("partitions")) {
        for (std::size_t i = 0; i < partitions->size(); ++i) {
            JsonFields range((*partitions)[i], where, "partitions[" + std::to_string(i) + "]");
            int partition = 0;
            std::int64_t begin = 0;
            std::int64_t end = 0;
            range.read("partition", partition, 0, std::numeric_limits<int>::max());
            range.read("begin", begin);
            range.read("end", end);
            if (Status read = range.finish(); !read)
                return forward(read);
            ranges.ranges.push_back({PartitionId(partition), Offset(begin), Offset(end)});
        }
    }
    if (Status read = fields.finish(); !read)
        return forward(read);
    return ranges;
}

Result<DriftConfig> driftConfigFromJson(const json& object, const std::string& where) {
    JsonFields fields(object, where);
    fields.version(kDriftConfigVersion);
    DriftConfig config;
    constexpr int most = std::numeric_limits<int>::max();
    fields.read("window_records", config.windowRecords);
    fields.read("minimum_records", config.minimumRecords);
    fields.read("psi_threshold", config.psiThreshold);
    fields.read("p_value_threshold", config.pValueThreshold);
    fields.read("missing_rate_increase", config.missingRateIncrease);
    fields.read("raise_after", config.raiseAfter, 1, most);
    fields.read("clear_after", config.clearAfter, 1, most);
    fields.read("clear_fraction", config.clearFraction);
    fields.read("adwin_delta", config.adwinDelta);
    if (Status read = fields.finish(); !read)
        return forward(read);
    if (Status checked = config.check(); !checked)
        return forward(checked);
    return config;
}

} // namespace driftwood::drift
