#include "app/cli/dataset_report.h"

#include "app/cli/json_text.h"
#include "app/cli/table.h"
#include "ui/format/format.h"

namespace driftwood::cli {
namespace {

constexpr std::size_t kShownFailures = 5;

QString topValues(const dataset::FieldStatistics& field, std::size_t most) {
    QStringList parts;
    for (std::size_t i = 0; i < std::min(most, field.topValues.size()); ++i)
        parts << QStringLiteral("%1 (%2)").arg(shown(field.topValues[i].first),
                                               ui::formatCount(field.topValues[i].second));
    return parts.join(", ");
}

void printFields(Terminal& terminal, const std::vector<dataset::FieldStatistics>& fields) {
    Table table({{"FIELD"},
                 {"TYPE"},
                 {"MISSING", true},
                 {"MIN", true},
                 {"MEDIAN", true},
                 {"MAX", true},
                 {"MEAN", true},
                 {"STD", true},
                 {"VALUES"}});
    for (const auto& f : fields) {
        const bool isText = f.field.type == records::FieldType::Text;
        const auto number = [&](double value) { return isText ? QString() : ui::formatNumber(value); };
        table.add(
            {shown(f.field.path), shown(records::fieldTypeName(f.field.type)), ui::formatCount(f.missing),
             number(f.min), number(f.median), number(f.max), number(f.mean), number(f.standardDeviation),
             isText ? QStringLiteral("%1 distinct: %2").arg(ui::formatCount(f.distinct), topValues(f, 3))
                    : QString()});
    }
    table.print(terminal);
}

} // namespace

void printDataset(Terminal& terminal, const dataset::LoadedDataset& data) {
    const dataset::Manifest& m = data.manifest;
    std::int64_t bytes = 0;
    for (const auto& p : m.partitions)
        bytes += p.payloadBytes;
    terminal.line(terminal.heading(shown(m.name)) + QStringLiteral("  %1 rows from %2 records of %3 (%4)")
                                                        .arg(ui::formatCount(m.rows),
                                                             ui::formatCount(m.records()),
                                                             shown(m.topic.value), ui::formatBytes(bytes)));
    terminal.line(QStringLiteral("train %1, validation %2, filtered out %3, undecodable %4")
                      .arg(ui::formatCount(data.trainRows),
                           ui::formatCount(static_cast<qint64>(data.rows.rows()) - data.validationBegin),
                           ui::formatCount(m.filteredOut), ui::formatCount(m.undecodable)));
    terminal.line(QStringLiteral("fingerprint %1").arg(shown(m.fingerprint)));
    terminal.line();
    Table ranges({{"PARTITION", true},
                  {"BEGIN", true},
                  {"END", true},
                  {"RECORDS", true},
                  {"HOLES", true},
                  {"FIRST"},
                  {"LAST"}});
    for (const auto& p : m.partitions)
        ranges.add({QString::number(p.range.partition.value), ui::formatCount(p.range.begin.value),
                    ui::formatCount(p.range.end.value), ui::formatCount(p.records), ui::formatCount(p.holes),
                    ui::formatTime(p.firstTimestamp.value), ui::formatTime(p.lastTimestamp.value)});
    ranges.print(terminal);
    terminal.line();
    printFields(terminal, dataset::fieldStatistics(data.rows, 0, data.rows.rows()));
    if (data.failures.empty())
        return;
    terminal.line();
    terminal.line(QStringLiteral("%1 records could not be decoded and are not among the rows:")
                      .arg(ui::formatCount(m.undecodable)));
    for (std::size_t i = 0; i < std::min(kShownFailures, data.failures.size()); ++i) {
        const auto& failure = data.failures[i];
        terminal.line("  " +
                      ui::formatPosition(failure.position.partition.value, failure.position.offset.value) +
                      "  " + shown(failure.reason));
    }
}

nlohmann::ordered_json datasetJson(const dataset::LoadedDataset& data) {
    auto fields = nlohmann::ordered_json::array();
    for (const auto& f : dataset::fieldStatistics(data.rows, 0, data.rows.rows())) {
        auto values = nlohmann::ordered_json::array();
        for (const auto& [value, count] : f.topValues)
            values.push_back({{"value", value}, {"count", count}});
        fields.push_back({{"path", f.field.path},
                          {"type", records::fieldTypeName(f.field.type)},
                          {"missing", f.missing},
                          {"min", numberOrNull(f.min)},
                          {"max", numberOrNull(f.max)},
                          {"mean", numberOrNull(f.mean)},
                          {"standard_deviation", numberOrNull(f.standardDeviation)},
                          {"p05", numberOrNull(f.p05)},
                          {"median", numberOrNull(f.median)},
                          {"p95", numberOrNull(f.p95)},
                          {"distinct", f.distinct},
                          {"top_values", std::move(values)}});
    }
    auto failures = nlohmann::ordered_json::array();
    for (const auto& failure : data.failures)
        failures.push_back({{"partition", failure.position.partition.value},
                            {"offset", failure.position.offset.value},
                            {"reason", failure.reason}});
    return {{"manifest", nlohmann::ordered_json::parse(dataset::toJson(data.manifest))},
            {"train_rows", data.trainRows},
            {"validation_rows", static_cast<std::int64_t>(data.rows.rows()) - data.validationBegin},
            {"fields", std::move(fields)},
            {"failures", std::move(failures)}};
}

} // namespace driftwood::cli
