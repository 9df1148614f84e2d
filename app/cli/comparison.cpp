#include "app/cli/comparison.h"

#include "app/cli/model_report.h"
#include "app/cli/table.h"
#include "ui/format/format.h"

#include <set>

namespace driftwood::cli {

void printComparison(Terminal& terminal, const session::BacktestOutcome& outcome) {
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
    const auto addRow = [&](const QString& title, auto value) {
        QStringList cells{title};
        for (const auto& result : outcome.results)
            cells << value(result);
        table.add(cells);
    };
    addRow("alarms", [](const auto& r) { return ui::formatCount(static_cast<qint64>(r.alarms.size())); });
    table.print(terminal);
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
