#include "app/cli/demo_summary.h"

#include "app/cli/model_report.h"
#include "ui/format/format.h"

#include <algorithm>

namespace driftwood::cli {
namespace {

QString metric(const training::Evaluation& evaluation, const std::string& name) {
    const auto value = evaluation.get(name);
    return value ? ui::formatNumber(*value) : QStringLiteral("–");
}

QString percent(const training::Evaluation& evaluation, const std::string& name) {
    const auto value = evaluation.get(name);
    return value ? ui::formatPercent(*value) : QStringLiteral("–");
}

QString modelLine(const model::TrainedModel& model) {
    const dataset::Manifest& data = model.lineage.dataset;
    return QStringLiteral("%1 (%2), trained on %3 rows of %4, fingerprint %5")
        .arg(shown(model.name), shown(model.id), ui::formatCount(data.rows), shown(data.topic.value),
             shown(data.fingerprint.substr(0, 12)));
}

} // namespace

void printDatasetLine(Terminal& terminal, const dataset::LoadedDataset& data) {
    const dataset::Manifest& m = data.manifest;
    terminal.paragraph(
        QStringLiteral("%1: %2 rows with %3 fields, %4 for training and the latest %5 for validation")
            .arg(terminal.heading(shown(m.name)), ui::formatCount(m.rows))
            .arg(data.rows.schema().fields.size())
            .arg(ui::formatCount(data.trainRows),
                 ui::formatCount(static_cast<qint64>(data.rows.rows()) - data.validationBegin)),
        2);
    for (const auto& p : m.partitions)
        terminal.line(QStringLiteral("  partition %1  [%2, %3)  sha256 %4…")
                          .arg(p.range.partition.value)
                          .arg(QString::number(p.range.begin.value), QString::number(p.range.end.value),
                               shown(p.sha256.substr(0, 16))));
}

void printExport(Terminal& terminal, const evaluation::ExportReport& report) {
    terminal.paragraph(
        QStringLiteral("%1  %2, TorchScript with the features inside the graph")
            .arg(shown(report.path.string()), ui::formatBytes(static_cast<qint64>(report.bytes))),
        2);
    terminal.paragraph(
        terminal.styled("verified", Style::Good) +
            QStringLiteral("  loaded back by %1, compared on %2 records of the log: %3")
                .arg(shown(report.runtime), ui::formatCount(report.rowsCompared), differenceText(report)),
        2);
}

QString summaryMarkdown(const DemoSummary& summary) {
    const auto& champion = summary.comparison.results[0].evaluation;
    const auto& challenger = summary.comparison.results[1].evaluation;
    const QString folder = shown(summary.folder.string());
    QStringList out;
    out << "The log was the training set, and the model ran where the events flow: nothing was copied out of "
           "Kafka."
        << ""
        << "Champion    " + modelLine(*summary.champion) << "Challenger  " + modelLine(*summary.challenger)
        << QStringLiteral("Export      %1, largest difference to our own scoring %2 over %3 records")
               .arg(shown(summary.exported.path.filename().string()),
                    ui::formatNumber(summary.exported.maxAbsoluteDifference),
                    ui::formatCount(summary.exported.rowsCompared))
        << QStringLiteral(
               "Live        %1 records scored and published, source offsets committed after delivery")
               .arg(ui::formatCount(summary.live.scored));
    for (const auto& alarm : summary.live.alarms)
        out << "Alarm       " + shown(alarm.text());
    out << ""
        << QStringLiteral("On %1 records neither model had seen:")
               .arg(ui::formatCount(summary.comparison.rows))
        << QStringLiteral("                        champion  challenger")
        << QStringLiteral("  reconstruction error  %1  %2")
               .arg(metric(champion, "reconstruction_error"), 8)
               .arg(metric(challenger, "reconstruction_error"), 10)
        << QStringLiteral("  flagged as anomalous  %1  %2")
               .arg(percent(champion, "anomaly_rate"), 8)
               .arg(percent(challenger, "anomaly_rate"), 10)
        << ""
        << "Everything lies in " + folder + ":"
        << "  workspace.sqlite   data sets, runs with their curves, models, the monitor and its alarms"
        << "  models/            bundles: model.json, weights.safetensors, MODEL_CARD.md"
        << "  exports/           TorchScript, loads in Python with torch.jit.load"
        << "  summary.md         this page"
        << ""
        << "Look further:" << QStringLiteral("  driftwood-cli -w %1 runs 1").arg(folder)
        << QStringLiteral("  driftwood-cli -w %1 models %2 --card")
               .arg(folder, shown(summary.challenger->name))
        << QStringLiteral("  driftwood-cli demo --serve        keeps the demo's broker running for these and "
                          "other tools");
    return out.join('\n');
}

} // namespace driftwood::cli
