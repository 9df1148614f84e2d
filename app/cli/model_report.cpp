#include "app/cli/model_report.h"

#include "app/cli/field_remarks.h"
#include "app/cli/json_text.h"
#include "app/cli/table.h"
#include "training/objectives/objective.h"
#include "ui/format/format.h"

#include <algorithm>

namespace driftwood::cli {
namespace {

constexpr std::size_t kWorstFields = 2;
constexpr int kIndent = 12; ///< indent of text below a title

QString join(const training::Evaluation& evaluation) {
    QStringList parts;
    for (const auto& [name, value] : evaluation.values)
        if (name == "rows" || !training::countsRows(name)) // row counts are described by separate sentences
            parts << QStringLiteral("%1 %2").arg(shown(name), ui::formatNumber(value));
    return parts.isEmpty() ? QStringLiteral("–") : parts.join("   ");
}

QString layers(const training::Network& network) {
    QStringList sizes;
    for (const int size : network.sizes())
        sizes << QString::number(size);
    const QString layers = sizes.join(QStringLiteral(" → "));
    return &network.architecture() == &training::kDense ? layers
                                                        : shown(network.architecture().name) + " " + layers;
}

QString fieldText(Terminal& terminal, const drift::FieldDrift& field) {
    QString text = QStringLiteral("%1 %2").arg(shown(field.path), QString::number(field.psi, 'f', 2));
    if (field.missingDrifted)
        text += QStringLiteral(", missing %1").arg(ui::formatPercent(field.missingRate));
    return field.drifted || field.missingDrifted ? terminal.styled(text, Style::Drift) : text;
}

QString verdict(Terminal& terminal, const drift::FieldDrift& field, const drift::DriftConfig& config) {
    if (field.notFittingDrifted)
        return terminal.styled("values do not fit", Style::Drift);
    if (field.drifted)
        return terminal.styled("drifted", Style::Drift);
    if (field.missingDrifted)
        return terminal.styled("missing values", Style::Drift);
    if (field.judged)
        return "as trained";
    // A time or an offset always changes: there is no reference for it.
    return field.values >= config.minimumRecords ? "not judged" : "too few values";
}

QString windowTime(TimestampMs time) {
    return time.value == -1 ? QStringLiteral("without time") : shownSecond(time);
}

/// Statistics of a field without a verdict are shown as "–": 0 would look like a result.
QString ifJudged(const drift::FieldDrift& field, const QString& figure) {
    return field.judged ? figure : QStringLiteral("–");
}

std::string numberText(double value) { return ui::formatNumber(value).toStdString(); }

/// Explains the metrics of an autoencoder, which have no baselines.
constexpr const char* kErrorMeans =
    "the error is the mean squared difference between the transformed inputs and the network's output: 0 is "
    "exact; compare it with the threshold, on its own it does not indicate faults";

} // namespace

void printBaselines(Terminal& terminal, training::Task task, const training::Evaluation& quality,
                    const training::Baselines& baselines) {
    const QString indent(kIndent, ' ');
    for (const training::Baseline& baseline : baselines)
        terminal.paragraph(indent + shown(training::baselineWords(baseline.name)) + ": " +
                               join(baseline.evaluation),
                           kIndent);
    const auto beside = training::compareWithBaselines(task, quality, baselines);
    if (!beside)
        return;
    const bool better = beside->standing == training::BaselineComparison::Standing::Better;
    const QString text = shown(training::comparisonWords(*beside, numberText));
    terminal.paragraph(indent + terminal.styled(text, better ? Style::Good : Style::Drift), kIndent);
}

void addBaselines(nlohmann::ordered_json& json, training::Task task, const training::Evaluation& quality,
                  const training::Baselines& baselines) {
    json["baselines"] = nlohmann::ordered_json::object();
    for (const training::Baseline& baseline : baselines)
        json["baselines"][baseline.name] = toJson(baseline.evaluation);
    const auto beside = training::compareWithBaselines(task, quality, baselines);
    json["best_baseline"] = beside ? nlohmann::ordered_json(beside->baseline) : nlohmann::ordered_json();
    json["worse_than_baseline"] =
        beside ? nlohmann::ordered_json(beside->standing == training::BaselineComparison::Standing::Worse)
               : nlohmann::ordered_json();
}

void printModel(Terminal& terminal, const model::TrainedModel& model, bool withFields) {
    const auto& lineage = model.lineage;
    terminal.line(terminal.heading(shown(model.name)) + "  " +
                  terminal.styled(shown(model.id), Style::Accent) + "  " +
                  shown(training::taskName(model.task)));
    if (!model.isVerified)
        terminal.paragraph(
            "unverified  its bundle has no digest: features, network and threshold cannot be verified",
            kIndent);
    terminal.line(QStringLiteral("network     %1, %2 parameters")
                      .arg(layers(model.learned.network()),
                           ui::formatCount(static_cast<qint64>(model.learned.weights().size()))));
    if (lineage.learnerType().inOnePass) {
        terminal.paragraph("prequential " + join(model.prequential), kIndent);
    } else {
        terminal.paragraph("validation  " + join(model.validation), kIndent);
        terminal.paragraph("training    " + join(model.trainingEvaluation), kIndent);
    }
    for (const std::string& note : model::rowNotes(model))
        terminal.paragraph("            " + shown(note), kIndent);
    if (!model.baselines.empty())
        terminal.line("baselines");
    printBaselines(terminal, model.task, model.onNewRows(), model.baselines);
    if (const auto positive = model.positiveClass())
        terminal.line("positive    class " + shown(model.className(*positive)) +
                      ": precision, recall and F1 are of it");
    if (model.objective().prediction == training::PredictionKind::Score) {
        terminal.paragraph(QString(kIndent, ' ') + kErrorMeans, kIndent);
        terminal.line(QStringLiteral("threshold   %1, the %2 quantile of the training rows' error")
                          .arg(ui::formatNumber(model.threshold))
                          .arg(lineage.training.thresholdQuantile));
    }
    terminal.paragraph(QStringLiteral("trained on  %1: %2 of %3, fingerprint %4")
                           .arg(shown(lineage.dataset.name), ui::formatCount(lineage.dataset.rows),
                                shown(lineage.dataset.topic.value),
                                shown(lineage.dataset.fingerprint.substr(0, 12))),
                       kIndent);
    for (const auto& p : lineage.dataset.partitions)
        terminal.line(QStringLiteral("            partition %1 [%2, %3)")
                          .arg(p.range.partition.value)
                          .arg(p.range.begin.value)
                          .arg(p.range.end.value));
    for (const auto& column : model.features.spec().overTime)
        terminal.paragraph("over time   " + shown(column.name()), kIndent);
    if (withFields) {
        for (const QString& line : remarkLines(remarksOf(lineage.doubtful)))
            terminal.paragraph("doubtful    " + line, kIndent);
        for (const QString& line : remarkLines(remarksOf(lineage.leftOut)))
            terminal.paragraph("not read    " + line, kIndent);
    }
    if (!lineage.parentModelId.empty())
        terminal.paragraph(
            "retrained after " + shown(lineage.parentModelId) +
                (lineage.startedFrom.empty() ? QString() : ", started from " + shown(lineage.startedFrom)),
            2);
}

nlohmann::ordered_json modelJson(const model::TrainedModel& model) {
    auto features = nlohmann::ordered_json::array();
    for (const auto& input : model.features.spec().inputs)
        features.push_back({{"path", input.path}, {"transform", features::transformName(input.transform)}});
    auto overTime = nlohmann::ordered_json::array();
    for (const auto& column : model.features.spec().overTime)
        overTime.push_back(column.name());
    const auto positive = model.positiveClass();
    nlohmann::ordered_json json = {
        {"model", model.id},
        {"name", model.name},
        {"task", training::taskName(model.task)},
        {"layers", model.learned.network().sizes()},
        {"parameters", model.learned.weights().size()},
        {"features", std::move(features)},
        {"over_time", std::move(overTime)},
        {"left_out", toJson(model.lineage.leftOut)},
        {"label", model.features.spec().labelPath},
        {"classes", model.classNames()},
        {"positive_class",
         positive ? nlohmann::ordered_json(model.className(*positive)) : nlohmann::ordered_json()},
        {"threshold", model.hasThreshold() ? numberOrNull(model.threshold) : nlohmann::ordered_json()},
        {"verified", model.isVerified},
        {"metrics", toJson(model.onNewRows())},
        {"metrics_are", model.lineage.learnerType().quality},
        {"training_metrics", toJson(model.trainingEvaluation)},
        {"unknown_classes", toJson(model.onNewRows().unknownClasses)},
        {"row_notes", model::rowNotes(model)},
        {"familiar_rows", model.lineage.familiarRows},
        {"doubtful", toJson(model.lineage.doubtful)},
        {"dataset", model.lineage.dataset.name},
        {"fingerprint", model.lineage.dataset.fingerprint},
        {"ranges", toJson(model.lineage.dataset.ranges())},
        {"parent", model.lineage.parentModelId},
        {"started_from", model.lineage.startedFrom.empty()
                             ? nlohmann::ordered_json(nullptr)
                             : nlohmann::ordered_json(model.lineage.startedFrom)},
        {"created_at", model.lineage.createdAt}};
    addBaselines(json, model.task, model.onNewRows(), model.baselines);
    return json;
}

QString differenceText(const evaluation::ExportReport& report) {
    return QStringLiteral("largest difference %1, where %2 is allowed (%3 of the output's scale)")
        .arg(ui::formatNumber(report.maxAbsoluteDifference), ui::formatNumber(report.allowedDifference),
             ui::formatSetting(report.tolerance));
}

void printDriftReports(Terminal& terminal, const std::vector<drift::DriftReport>& reports) {
    Table table({{"WINDOW (UTC)"},
                 {"RECORDS", true, Table::Fit::LeaveOut},
                 {"WORST FIELDS (PSI)", false, Table::Fit::Cut},
                 {"PREDICTION", true},
                 {"MEAN ERROR", true}});
    for (const auto& report : reports) {
        auto fields = report.fields;
        // Missing values may leave a field without a PSI, but are worse than a small PSI.
        std::ranges::sort(fields, std::greater{}, [](const drift::FieldDrift& field) {
            return std::pair(field.missingDrifted || field.drifted, field.judged ? field.psi : 0.0);
        });
        std::erase_if(fields, [](const drift::FieldDrift& f) { return !f.judged && !f.missingDrifted; });
        QStringList worst;
        for (std::size_t i = 0; i < std::min(kWorstFields, fields.size()); ++i)
            worst << fieldText(terminal, fields[i]);
        QString error = ui::formatNumber(report.meanError);
        if (report.errorChanged)
            error = terminal.styled(error + " changed", Style::Drift);
        table.add({windowTime(report.from), ui::formatCount(report.records), worst.join("  "),
                   ifJudged(report.prediction, QString::number(report.prediction.psi, 'f', 2)), error});
    }
    table.print(terminal);
}

void printDriftReport(Terminal& terminal, const drift::DriftReport& report,
                      const drift::DriftConfig& config) {
    terminal.paragraph(
        QStringLiteral("%1, %2 to %3 UTC; limits: PSI %4, p %5")
            .arg(counted(report.records, "record"), windowTime(report.from), windowTime(report.to))
            .arg(config.psiThreshold)
            .arg(config.pValueThreshold),
        2);
    Table table({{"FIELD"},
                 {"PSI", true},
                 {"TEST", true},
                 {"P", true},
                 {"MISSING", true},
                 {"IN TRAINING", true, Table::Fit::LeaveOut},
                 {"NOT FITTING", true, Table::Fit::LeaveOut},
                 {"VERDICT"}});
    auto fields = report.fields;
    std::ranges::sort(fields, std::greater{}, &drift::FieldDrift::psi);
    fields.push_back(report.prediction);
    for (const auto& f : fields)
        table.add({shown(f.path), ifJudged(f, QString::number(f.psi, 'f', 3)),
                   ifJudged(f, QStringLiteral("%1 %2").arg(f.categorical ? QStringLiteral("χ²")
                                                                         : QStringLiteral("KS"),
                                                           ui::formatNumber(f.test.statistic))),
                   ifJudged(f, ui::formatNumber(f.test.pValue)), ui::formatPercent(f.missingRate),
                   ui::formatPercent(f.referenceMissingRate), ui::formatPercent(f.notFittingRate),
                   verdict(terminal, f, config)});
    table.print(terminal);
}

void printAlarms(Terminal& terminal, const std::vector<drift::Alarm>& alarms) {
    for (const auto& alarm : alarms)
        terminal.paragraph(terminal.styled(QStringLiteral("▲ "), Style::Drift) + shown(alarm.text()), 2);
}

} // namespace driftwood::cli
