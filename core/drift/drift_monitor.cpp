#include "drift/drift_monitor.h"

#include "base/bounded_json.h"
#include "base/json_fields.h"
#include "drift/change_point.h"
#include "drift/covered_records.h"
#include "drift/drift_json.h"
#include "training/objectives/objective.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <tuple>

namespace driftwood::drift {
namespace {

constexpr std::string_view kPredictionPath = "@prediction";
constexpr int kMemoryFormat = 2;
/// Records since a rise, in a file that is not damaged.
constexpr std::int64_t kMostRisen = std::int64_t(1) << 60;
constexpr const char* kMemoryName = "state of the drift monitor";
constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

features::ReferenceField predictionReference(const features::ReferenceStatistics& statistics) {
    features::ReferenceField field;
    field.path = kPredictionPath;
    field.rows = static_cast<std::int64_t>(statistics.predictionSample.size());
    field.sample = statistics.predictionSample;
    return field;
}

} // namespace

Result<std::unique_ptr<DriftMonitor>> DriftMonitor::create(std::shared_ptr<const model::TrainedModel> model,
                                                           TopicName topic, DriftConfig config) {
    if (!model)
        return fail(ErrorCode::InvalidArgument, "there is no model to watch");
    if (Status checked = config.check(); !checked)
        return forward(checked);
    if (model->reference.fields.empty())
        return fail(ErrorCode::InvalidArgument,
                    "the model has no reference statistics to measure drift against", model->name,
                    "Train it again: they are collected in training.");
    return std::unique_ptr<DriftMonitor>(new DriftMonitor(*model, std::move(topic), config));
}

DriftMonitor::DriftMonitor(const model::TrainedModel& model, TopicName topic, const DriftConfig& config)
    : m_topic(std::move(topic))
    , m_config(config)
    , m_prediction(predictionReference(model.reference))
    , m_scores(model.objective().prediction == training::PredictionKind::Score)
    , m_expected(ErrorReference::of(model))
    , m_errors(config.adwinDelta)
    , m_alarms(config)
    , m_rows(model.task) {
    for (const features::ReferenceField& field : model.reference.fields)
        m_fields.emplace_back(field);
    beginWindow();
}

void DriftMonitor::resume(const std::vector<Alarm>& alarms) {
    for (const Alarm& alarm : alarms) {
        const bool ofField = alarm.kind == AlarmKind::FieldDrift || alarm.kind == AlarmKind::MissingValues ||
                             alarm.kind == AlarmKind::NotFitting;
        const auto field = std::ranges::find(m_fields, alarm.path, &FieldWindow::path);
        if (alarm.clearedAt || (ofField && field == m_fields.end()))
            continue;
        if (alarm.kind == AlarmKind::ErrorChange) {
            const std::int64_t records = std::max(1, alarm.windows) * m_config.windowRecords;
            const double level = alarm.windows > 0 ? alarm.mean : alarm.value;
            m_rise = {alarm.riseFrom, alarm.threshold, level};
            m_risen = {level * static_cast<double>(records), records};
        }
        m_alarms.reopen(ofField ? static_cast<std::size_t>(field - m_fields.begin()) : 0, alarm);
    }
}

std::vector<DriftReport> DriftMonitor::observe(const records::RecordBatch& rows,
                                               const scoring::Predictions& predictions) {
    std::vector<DriftReport> reports;
    for (std::size_t begin = 0; begin < rows.rows();) {
        const auto room = static_cast<std::size_t>(m_config.windowRecords - m_window.records);
        const std::size_t end = begin + std::min(room, rows.rows() - begin);
        add(rows, predictions, begin, end);
        begin = end;
        if (m_window.records == m_config.windowRecords)
            reports.push_back(closeWindow());
    }
    return reports;
}

std::optional<DriftReport> DriftMonitor::flush() {
    if (m_window.records == 0)
        return std::nullopt;
    return closeWindow();
}

void DriftMonitor::add(const records::RecordBatch& rows, const scoring::Predictions& predictions,
                       std::size_t begin, std::size_t end) {
    for (FieldWindow& field : m_fields)
        field.add(rows, begin, end);
    const std::vector<double>& errors = m_scores ? predictions.values : predictions.errors;
    const auto at = [](const std::vector<double>& values, std::size_t row) {
        return row < values.size() ? values[row] : kUnknown;
    };
    for (std::size_t row = begin; row < end; ++row) {
        m_prediction.add(at(predictions.values, row));
        // ADWIN's bound is for values in [0, 1]; with unbounded scores every outlier would look like a
        // change. So it watches how many records are anomalous, not how anomalous they are.
        const bool anomalous = row < predictions.anomalous.size() && predictions.anomalous[row] != 0;
        const double error = at(errors, row);
        const double watched = m_scores && std::isfinite(error) ? (anomalous ? 1.0 : 0.0) : error;
        m_errors.add(error, watched);
        const RowPosition position = rows.position(row);
        cover(m_window.range, position.inOnlyTopic());
        const TimestampMs time(rows.timestampsMs()[row]);
        cover(m_window.from, m_window.to, time, time);
        m_rows.add(position, time, watched, at(predictions.actuals, row));
    }
    m_window.records += static_cast<std::int64_t>(end - begin);
}

DriftReport DriftMonitor::closeWindow() {
    for (FieldWindow& field : m_fields)
        m_window.fields.push_back(field.judge(m_config));
    m_window.prediction = m_prediction.judge(m_config);
    m_window.meanError = m_errors.mean();
    m_window.errors = m_errors.count();
    m_window.expectedError = m_expected ? m_expected->mean : kUnknown;
    m_window.errorLimit = m_expected ? m_expected->limit(m_errors.count()) : kUnknown;
    m_window.errorChanged = m_errors.changed();
    std::tie(m_window.from, m_window.to) = m_rows.times();
    noteAlarms(m_window);
    DriftReport report = std::move(m_window);
    beginWindow();
    return report;
}

void DriftMonitor::noteAlarms(const DriftReport& report) {
    const auto noteDrift = [&](AlarmKind kind, std::size_t index, const FieldDrift& field,
                               const FieldWindow& values) {
        if (field.judged)
            m_alarms.note({.kind = kind,
                           .field = index,
                           .path = field.path,
                           .beyond = field.drifted,
                           .calm = field.psi < m_config.clearFraction * m_config.psiThreshold,
                           .value = field.psi,
                           .threshold = m_config.psiThreshold,
                           .begin = field.drifted ? values.changeOfValues() : 0},
                          report, m_rows);
    };
    for (std::size_t i = 0; i < report.fields.size(); ++i) {
        const FieldDrift& field = report.fields[i];
        noteDrift(AlarmKind::FieldDrift, i, field, m_fields[i]);
        const auto noteRate = [&](AlarmKind kind, bool drifted, double now, double before) {
            if (report.records >= m_config.minimumRecords)
                m_alarms.note({.kind = kind,
                               .field = i,
                               .path = field.path,
                               .beyond = drifted,
                               .calm = now - before < m_config.clearFraction * m_config.missingRateIncrease,
                               .value = now,
                               .threshold = before + m_config.missingRateIncrease,
                               .begin = drifted ? m_fields[i].changeOfMissing() : 0},
                              report, m_rows);
        };
        noteRate(AlarmKind::MissingValues, field.missingDrifted, field.missingRate,
                 field.referenceMissingRate);
        noteRate(AlarmKind::NotFitting, field.notFittingDrifted, field.notFittingRate,
                 field.referenceNotFittingRate);
    }
    noteDrift(AlarmKind::PredictionDrift, 0, report.prediction, m_prediction);
    noteErrorAlarm(report);
}

bool DriftMonitor::errorRises() {
    // A window at the old level raises nothing, whatever came before it.
    if (m_expected && m_errors.meanNow() > m_expected->mean)
        if (const auto span = m_recent.above(*m_expected, m_config.minimumRecords)) {
            m_rise = {RiseFrom::Validation, m_expected->mean, span->mean()};
            m_risen = *span;
            return true;
        }
    // While the error falls, ADWIN cuts as well, and a single window may lie above what it cut off.
    if (!m_errors.rose() || !(m_recent.meanLately() > m_errors.meanBefore()))
        return false;
    m_rise = {RiseFrom::Before, m_errors.meanBefore(), m_errors.meanNow()};
    m_risen = m_errors.window();
    return true;
}

bool DriftMonitor::errorIsHigh(const DriftReport& report) {
    // ADWIN reports a change once and then treats the new level as normal. Silence is therefore no recovery;
    // a mean close to the one before the rise is.
    const double now = m_errors.meanNow();
    return (m_expected && m_errors.count() >= m_config.minimumRecords && now > report.errorLimit) ||
           now > m_rise.most(m_config.clearFraction);
}

void DriftMonitor::noteErrorAlarm(const DriftReport& report) {
    if (m_errors.count() == 0)
        return;
    m_recent.add(m_errors.window());
    const auto isOpen = [this] { return m_alarms.isOpen(AlarmKind::ErrorChange, 0); };
    const bool wasOpen = isOpen();
    bool high = false;
    bool calm = false;
    if (wasOpen) {
        m_risen.sum += m_errors.window().sum;
        m_risen.count += m_errors.window().count;
        m_rise.after = std::max(m_risen.mean(), m_rise.before);
        high = errorIsHigh(report);
        calm = !high && m_recent.fell(m_rise.before, m_rise.after, m_rise.most(m_config.clearFraction),
                                      m_expected ? m_expected->deviationAt(m_rise.after) : 0.0);
    } else {
        high = errorRises();
        calm = !high;
    }
    const double now = m_errors.meanNow();
    m_alarms.note(
        {.kind = AlarmKind::ErrorChange,
         .field = 0,
         .path = m_scores ? "@anomalies" : "@error",
         .beyond = high,
         .calm = calm,
         .value = now,
         .threshold = m_rise.before,
         .riseFrom = m_rise.from,
         .begin = high ? changePointOfMean(m_rows.errors(), m_rise.before, std::max(now, m_rise.after)) : 0},
        report, m_rows);
    if (isOpen() != wasOpen)
        m_recent.clear();
}

std::string DriftMonitor::memory() const {
    nlohmann::json memory{{"format", kMemoryFormat},
                          {"config", toJson(m_config)},
                          {"errors", m_errors.memory()},
                          {"recent_errors", m_recent.memory()},
                          {"rise", {m_rise.from == RiseFrom::Validation, m_rise.before, m_rise.after}},
                          {"risen", {m_risen.sum, m_risen.count}},
                          {"in_a_row", m_alarms.memory()}};
    std::size_t values = m_prediction.remembered() + m_rows.remembered();
    for (const FieldWindow& field : m_fields)
        values += field.remembered();
    if (values <= kMostRemembered) {
        nlohmann::json fields = nlohmann::json::array();
        for (const FieldWindow& field : m_fields)
            fields.push_back(field.memory());
        memory["window"] = {{"records", m_window.records}, {"range", toJson(m_window.range)},
                            {"from", m_window.from.value}, {"to", m_window.to.value},
                            {"fields", std::move(fields)}, {"prediction", m_prediction.memory()},
                            {"rows", m_rows.memory()}};
    }
    return memory.dump();
}

Status DriftMonitor::recall(const std::string& memory) {
    const nlohmann::json known = parseBoundedJson(memory);
    if (known.is_discarded())
        return fail(ErrorCode::CorruptData, whyNotBoundedJson(memory), kMemoryName);
    JsonFields fields(known, kMemoryName);
    int format = 0;
    fields.read("format", format, 1, std::numeric_limits<int>::max());
    const nlohmann::json* config = fields.value("config");
    if (!fields.failed() && (format != kMemoryFormat || *config != toJson(m_config)))
        return {};
    const nlohmann::json* errors = fields.value("errors");
    const nlohmann::json* rise = fields.array("rise");
    // Earlier versions did not store these two.
    const nlohmann::json* recent = fields.has("recent_errors") ? fields.value("recent_errors") : nullptr;
    const nlohmann::json* risen = fields.has("risen") ? fields.array("risen") : nullptr;
    const nlohmann::json* inARow = fields.value("in_a_row");
    const nlohmann::json* window = fields.has("window") ? fields.value("window") : nullptr;
    if (rise != nullptr)
        fields.require(rise->size() == 3 && (*rise)[0].is_boolean() && (*rise)[1].is_number() &&
                           (*rise)[2].is_number(),
                       "rise", "not the error's level before and after");
    if (risen != nullptr)
        fields.require(risen->size() == 2 && (*risen)[0].is_number() && (*risen)[1].is_number_integer() &&
                           (*risen)[1] >= 0 && (*risen)[1] <= kMostRisen,
                       "risen", "not the errors since the rise");
    if (Status read = fields.finish(); !read)
        return read;
    if (Status read = m_errors.recall(*errors, m_config.windowRecords); !read)
        return read;
    m_rise = {(*rise)[0].get<bool>() ? RiseFrom::Validation : RiseFrom::Before, (*rise)[1].get<double>(),
              (*rise)[2].get<double>()};
    if (recent != nullptr)
        if (Status read = m_recent.recall(*recent, m_config.windowRecords); !read)
            return read;
    if (risen != nullptr)
        m_risen = {(*risen)[0].get<double>(), (*risen)[1].get<std::int64_t>()};
    if (Status read = m_alarms.recall(*inARow); !read)
        return read;
    if (window != nullptr)
        return recallWindow(*window);
    m_errors.beginWindow();
    return {};
}

Status DriftMonitor::recallWindow(const nlohmann::json& window) {
    JsonFields fields(window, kMemoryName, "window");
    fields.read("records", m_window.records);
    fields.require(m_window.records >= 0 && m_window.records < m_config.windowRecords, "records",
                   "an open window has fewer records than a full one");
    if (const nlohmann::json* range = fields.value("range"))
        fields.take(topicRangesFromJson(*range, kMemoryName), m_window.range);
    fields.require(m_window.range.topic == m_topic, "range", "of another topic");
    fields.read("from", m_window.from.value);
    fields.read("to", m_window.to.value);
    const nlohmann::json* values = fields.array("fields");
    if (values != nullptr)
        fields.require(values->size() == m_fields.size(), "fields", "of another model");
    const nlohmann::json* prediction = fields.value("prediction");
    const nlohmann::json* positions = fields.value("rows");
    if (Status read = fields.finish(); !read)
        return read;
    const auto rows = static_cast<std::size_t>(m_window.records);
    for (std::size_t i = 0; i < m_fields.size(); ++i)
        if (Status read = m_fields[i].recall((*values)[i], rows); !read)
            return read;
    if (Status read = m_prediction.recall(*prediction, rows); !read)
        return read;
    return m_rows.recall(*positions, rows);
}

void DriftMonitor::beginWindow() {
    m_window = {};
    m_window.range.topic = m_topic;
    for (FieldWindow& field : m_fields)
        field.clear();
    m_prediction.clear();
    m_rows.clear();
    m_errors.beginWindow();
}

std::vector<FieldDrift> compare(const features::ReferenceStatistics& reference,
                                const records::RecordBatch& rows, const DriftConfig& config) {
    std::vector<FieldDrift> drifts;
    for (const features::ReferenceField& field : reference.fields) {
        FieldWindow window(field);
        window.add(rows, 0, rows.rows());
        drifts.push_back(window.judge(config));
    }
    return drifts;
}

} // namespace driftwood::drift
