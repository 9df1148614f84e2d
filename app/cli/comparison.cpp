#include "app/cli/comparison.h"

#include "app/cli/model_report.h"
#include "app/cli/table.h"
#include "training/objectives/objective.h"
#include "ui/format/format.h"

#include <map>
#include <set>

namespace driftwood::cli {
namespace {

/// The headline metric of each baseline. The records are the same for all models, but the predictions of
/// "mean" and "majority" depend on each model's training data.
std::vector<QStringList> baselineRows(const evaluation::BacktestOutcome& outcome) {
    std::map<std::string, QStringList> rows;
    for (std::size_t i = 0; i < outcome.results.size(); ++i) {
        const auto& result = outcome.results[i];
        const std::string metric(result.model->objective().headline().name);
        for (const training::Baseline& baseline : result.baselines) {
            const auto value = baseline.evaluation.get(metric);
            if (!value)
                continue;
            QStringList& row = rows[metric + " of " + std::string(training::baselineWords(baseline.name))];
            row.resize(static_cast<qsizetype>(outcome.results.size()), QStringLiteral("–"));
            row[static_cast<qsizetype>(i)] = ui::formatNumber(*value);
        }
    }
    std::vector<QStringList> out;
    for (auto& [title, row] : rows)
        out.push_back(QStringList{shown(title)} + row);
    return out;
}

std::string numberText(double value) { return ui::formatNumber(value).toStdString(); }

} // namespace

void printComparison(Terminal& terminal, const evaluation::BacktestOutcome& outcome) {
    terminal.line(
        QStringLiteral("%1 of %2").arg(counted(outcome.rows, "row"), shown(outcome.records.topic.value)));
    std::vector<Table::Column> columns{{"METRIC"}};
    std::set<std::string> names;
    for (const auto& result : outcome.results) {
        columns.push_back({shown(result.model->name + " " + result.model->id.substr(0, 6)), true});
        for (const auto& [name, value] : result.evaluation.values)
            names.insert(name);
    }
    Table table(columns);
    for (const std::string& name : names) {
        QStringList cells{shown(name)};
        for (const auto& result : outcome.results) {
            const auto value = result.evaluation.get(name);
            cells << (value ? ui::formatNumber(*value) : QStringLiteral("–"));
        }
        table.add(cells);
    }
    for (const QStringList& row : baselineRows(outcome))
        table.add(row);
    const auto addRow = [&](const QString& title, auto value) {
        QStringList cells{title};
        for (const auto& result : outcome.results)
            cells << value(result);
        table.add(cells);
    };
    addRow("alarms", [](const auto& r) { return ui::formatCount(static_cast<qint64>(r.alarms.size())); });
    table.print(terminal);
    for (const auto& result : outcome.results) {
        const auto beside =
            training::compareWithBaselines(result.model->task, result.evaluation, result.baselines);
        if (!beside)
            continue;
        const bool better = beside->standing == training::BaselineComparison::Standing::Better;
        terminal.paragraph(shown(result.model->name) + " is " +
                               terminal.styled(shown(training::comparisonWords(*beside, numberText)),
                                               better ? Style::Good : Style::Drift),
                           2);
    }
    for (const auto& result : outcome.results)
        if (result.familiarRows > 0)
            terminal.paragraph(
                terminal.styled("careful  ", Style::Drift) + counted(result.familiarRows, "row") +
                    QStringLiteral(
                        " of these %1 are of the data set of %2, which may have learned from them: "
                        "its figures are then better here than on new records.")
                        .arg(ui::formatCount(outcome.rows), shown(result.model->name)),
                2);
    for (const auto& result : outcome.results) {
        const auto notes = training::rowNotes(result.evaluation, false);
        if (outcome.results.size() > 1 && !(result.alarms.empty() && notes.empty()))
            terminal.line(shown(result.model->name + " " + result.model->id.substr(0, 6)));
        for (const std::string& note : notes)
            terminal.paragraph(shown(note), 2);
        printAlarms(terminal, result.alarms);
    }
}

} // namespace driftwood::cli
