#include "app/cli/dataset_report.h"

#include "app/cli/field_remarks.h"
#include "app/cli/json_text.h"
#include "app/cli/table.h"
#include "base/shell_word.h"
#include "base/text_values.h"
#include "decoder/formats/format.h"
#include "profiling/feature_suggestion.h"
#include "profiling/field_roles.h"
#include "ui/format/format.h"
#include "ui/format/schemas_text.h"

#include <algorithm>

namespace driftwood::cli {
namespace {

constexpr std::size_t kShownFields = 200;
constexpr int kNotFittingColumn = 3;
constexpr std::size_t kLongestListed = 200; ///< in bytes; for a frequent value

/// Shortens a value, which may be as large as a record.
QString cutValue(const std::string& value) {
    constexpr std::size_t kShownBytes = 100;
    const QString text = shown(shortened(value, kShownBytes));
    return value.size() <= kShownBytes
               ? text
               : QStringLiteral("%1 %2").arg(text, ui::formatBytes(static_cast<qint64>(value.size())));
}

/// "int64, ms" where the unit of times is known.
QString typeText(const records::Field& field) {
    const QString type = shown(records::fieldTypeName(field.type));
    return field.unit && field.type != records::FieldType::Text
               ? QStringLiteral("%1, %2").arg(type, shown(timeUnitName(*field.unit)))
               : type;
}

QString topValues(const dataset::FieldStatistics& field, std::size_t most) {
    QStringList parts;
    for (std::size_t i = 0; i < std::min(most, field.topValues.size()); ++i)
        parts << QStringLiteral("%1 (%2)").arg(cutValue(field.topValues[i].first),
                                               ui::formatCount(field.topValues[i].second));
    return parts.join(", ");
}

void printFields(Terminal& terminal, const std::vector<dataset::FieldStatistics>& fields) {
    const bool allFit = std::ranges::all_of(fields, [](const auto& f) { return f.notFitting == 0; });
    std::vector<Table::Column> columns{{"FIELD", false, Table::Fit::Cut},
                                       {"TYPE"},
                                       {"MISSING", true},
                                       {"MIN", true},
                                       {"MEDIAN", true},
                                       {"MAX", true},
                                       {"MEAN", true, Table::Fit::LeaveOut},
                                       {"STD", true, Table::Fit::LeaveOut},
                                       {"VALUES", false, Table::Fit::CutFirst}};
    if (!allFit)
        columns.insert(columns.begin() + kNotFittingColumn, {"NOT FITTING", true});
    Table table(std::move(columns));
    for (std::size_t i = 0; i < std::min(fields.size(), kShownFields); ++i) {
        const auto& f = fields[i];
        const bool isText = f.field.type == records::FieldType::Text;
        const auto number = [&](double value) { return isText ? QString() : ui::formatNumber(value); };
        QStringList cells{
            shown(f.field.path),
            typeText(f.field),
            ui::formatCount(f.missing),
            number(f.min),
            number(f.median),
            number(f.max),
            number(f.mean),
            number(f.standardDeviation),
            isText ? QStringLiteral("%1 distinct: %2").arg(ui::formatCount(f.distinct), topValues(f, 3))
                   : QString()};
        if (!allFit)
            cells.insert(kNotFittingColumn, ui::formatCount(f.notFitting));
        table.add(std::move(cells));
    }
    table.print(terminal);
    if (fields.size() > kShownFields)
        terminal.line(QStringLiteral("… and %1 more fields; --json has all of them")
                          .arg(ui::formatCount(static_cast<qint64>(fields.size() - kShownFields))));
}

/// Prints advice on the fields before a model learns from them.
void printAdvice(Terminal& terminal, const dataset::LoadedDataset& data,
                 const std::vector<dataset::FieldStatistics>& fields) {
    const auto advice = profiling::fieldAdvice(data);
    const QString name = shown(data.manifest.name);
    QStringList lines;
    QList<FieldRemark> remarks;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const QString path = shown(fields[i].field.path);
        const auto remark = [&](const QString& text) { remarks.append({path, text, text}); };
        if (advice[i].task)
            lines << QStringLiteral("%1: looks like a label; to predict it: driftwood-cli train %2 --task "
                                    "%3 --label %4")
                         .arg(path, shown(shellWord(data.manifest.name)),
                              shown(training::taskName(*advice[i].task)),
                              shown(shellWord(fields[i].field.path)));
        else if (!advice[i].reason.empty())
            remark(advice[i].predicting.empty()
                       ? "not suggested as a feature: " + shown(advice[i].reason)
                       : QStringLiteral("no feature where %1 is predicted: %2")
                             .arg(shown(advice[i].predicting), shown(advice[i].reason)));
        if (fields[i].holdsNumbersAsText()) {
            const QString text("text that holds numbers; to read them as such, create the data set with "
                               "--type %1=number");
            remarks.append({path, text.arg(path), text.arg("FIELD")});
        } else if (fields[i].holdsMostlyNumbersAsText()) {
            const QString text(
                "text in which %1 values are numbers; --type %2=number reads those, and counts "
                "the others as not fitting");
            remarks.append({path,
                            text.arg(QStringLiteral("%1 of %2")
                                         .arg(ui::formatCount(fields[i].numericTexts),
                                              ui::formatCount(fields[i].values())),
                                     path),
                            text.arg("most", "FIELD")});
        }
    }
    lines += remarkLines(remarks);
    if (lines.isEmpty())
        return;
    terminal.line();
    for (const QString& line : lines)
        terminal.paragraph(line, 2);
}

/// "gzip or zstd"
QString compressionNames(const std::vector<decoder::Compression>& unpack) {
    QStringList names;
    for (const decoder::Compression compression : unpack)
        names << shown(std::string(decoder::compressionName(compression)));
    return names.join(QStringLiteral(" or "));
}

/// Those that payloads were written with, for formats that have any.
void printSchemas(Terminal& terminal, const char* what, const std::vector<decoder::WriterSchema>& schemas) {
    std::vector<std::string> keys;
    for (const decoder::WriterSchema& schema : schemas)
        keys.push_back(schema.key);
    if (const QString named = ui::schemasText(keys, keys.size()); !named.isEmpty())
        terminal.paragraph(QStringLiteral("%1 %2").arg(what, shown(named.toStdString())), 2);
}

} // namespace

void printDataset(Terminal& terminal, const dataset::LoadedDataset& data) {
    const dataset::Manifest& m = data.manifest;
    std::int64_t bytes = 0;
    for (const auto& p : m.partitions)
        bytes += p.payloadBytes;
    terminal.line(terminal.heading(shown(m.name)) + QStringLiteral("  %1 from %2 of %3 (%4)")
                                                        .arg(counted(m.rows, "row"),
                                                             counted(m.records(), "record"),
                                                             shown(m.topic.value), ui::formatBytes(bytes)));
    terminal.line(QStringLiteral("train %1, validation %2, filtered out %3, undecodable %4")
                      .arg(ui::formatCount(data.trainRows),
                           ui::formatCount(static_cast<qint64>(data.rows.rows()) - data.validationBegin),
                           ui::formatCount(m.filteredOut), ui::formatCount(m.undecodable)));
    const std::int64_t gap = data.validationBegin - data.trainRows;
    if (gap > 0)
        terminal.line(QStringLiteral("%1 within the gap before validation are in neither part")
                          .arg(counted(gap, "row")));
    for (const auto& values : data.uncompared)
        terminal.paragraph("filter: " + shown(dataset::uncomparedText(values)), 2);
    if (!m.decoder.unpack.empty())
        terminal.paragraph(QStringLiteral("values are decompressed (%1), then decoded as %2")
                               .arg(compressionNames(m.decoder.unpack),
                                    shown(std::string(decoder::formatOf(m.decoder.format).title))),
                           2);
    printSchemas(terminal, "schemas", m.decoder.schemas);
    if (m.decoder.key)
        printSchemas(terminal, "schemas of keys", m.decoder.key->schemas);
    terminal.line(QStringLiteral("fingerprint %1").arg(shown(m.fingerprint)));
    terminal.line();
    Table ranges({{"P", true},
                  {"BEGIN", true},
                  {"END", true},
                  {"RECORDS", true},
                  {"HOLES", true},
                  {"FIRST (UTC)"},
                  {"LAST (UTC)"}});
    for (const auto& p : m.partitions)
        ranges.add({QString::number(p.range.partition.value), QString::number(p.range.begin.value),
                    QString::number(p.range.end.value), ui::formatCount(p.records), ui::formatCount(p.holes),
                    shownSecond(p.firstTimestamp), shownSecond(p.lastTimestamp)});
    ranges.print(terminal);
    terminal.line();
    const auto fields = dataset::fieldStatistics(data.rows, 0, data.rows.rows());
    printFields(terminal, fields);
    if (!m.notes.empty() || !data.notices.empty())
        terminal.line();
    printNotes(terminal, m);
    for (const std::string& notice : data.notices)
        terminal.paragraph(shown(notice), 2);
    printAdvice(terminal, data, fields);
    if (m.undecodable > 0) {
        terminal.line();
        printFailures(
            terminal, m.undecodable, data.failures, kShownFailures,
            QStringLiteral("driftwood-cli dataset show %1 --undecodable").arg(shown(shellWord(m.name))));
    }
}

void printFailures(Terminal& terminal, std::int64_t undecodable, const Failures& failures, std::size_t most,
                   const QString& allOfThem) {
    terminal.line(
        QStringLiteral("%1 could not be decoded, not among the rows").arg(counted(undecodable, "record")));
    const std::size_t listed = std::min(most, failures.size());
    for (std::size_t i = 0; i < listed; ++i)
        terminal.line("  " + shownPosition(failures[i].position) + "  " + shown(failures[i].reason));
    if (const std::int64_t more = undecodable - static_cast<std::int64_t>(listed); more > 0)
        terminal.line(QStringLiteral("  … and %1 more").arg(ui::formatCount(more)) +
                      (allOfThem.isEmpty() ? QString() : ": " + allOfThem));
}

void printNotes(Terminal& terminal, const dataset::Manifest& manifest) {
    const records::Schema& schema = manifest.decoder.schema;
    for (const dataset::FieldNotes& notes : manifest.notes) {
        const auto index = schema.indexOf(notes.path);
        const auto type = index ? schema.fields[*index].type : records::FieldType::Text;
        terminal.paragraph(shown(notes.path) + ": " + shown(dataset::textOf(notes, type)), 2);
    }
}

nlohmann::ordered_json notesJson(const dataset::Manifest& manifest) {
    const auto whole = nlohmann::ordered_json::parse(dataset::toJson(manifest));
    return whole.contains("notes") ? whole["notes"] : nlohmann::ordered_json::array();
}

nlohmann::ordered_json failuresJson(const Failures& undecodable) {
    auto failures = nlohmann::ordered_json::array();
    for (const auto& failure : undecodable)
        failures.push_back({{"partition", failure.position.partition.value},
                            {"offset", failure.position.offset.value},
                            {"reason", failure.reason}});
    return failures;
}

namespace {

nlohmann::ordered_json uncomparedJson(const dataset::LoadedDataset& data) {
    auto out = nlohmann::ordered_json::array();
    for (const auto& values : data.uncompared)
        out.push_back({{"path", values.path},
                       {"compared_as", values.asTimes ? "time" : "number"},
                       {"values", values.values},
                       {"example", values.example}});
    return out;
}

} // namespace

nlohmann::ordered_json datasetJson(const dataset::LoadedDataset& data) {
    auto fields = nlohmann::ordered_json::array();
    const auto advice = profiling::fieldAdvice(data);
    for (const auto& f : dataset::fieldStatistics(data.rows, 0, data.rows.rows())) {
        const profiling::FieldAdvice& note = advice[fields.size()];
        auto values = nlohmann::ordered_json::array();
        for (const auto& [value, count] : f.topValues)
            values.push_back({{"value", shortened(value, kLongestListed)}, {"count", count}});
        fields.push_back(
            {{"path", f.field.path},
             {"type", records::fieldTypeName(f.field.type)},
             {"missing", f.missing},
             {"not_a_number", f.notANumber},
             {"not_fitting", f.notFitting},
             {"min", numberOrNull(f.min)},
             {"max", numberOrNull(f.max)},
             {"mean", numberOrNull(f.mean)},
             {"standard_deviation", numberOrNull(f.standardDeviation)},
             {"p05", numberOrNull(f.p05)},
             {"median", numberOrNull(f.median)},
             {"p95", numberOrNull(f.p95)},
             {"distinct", f.distinct},
             {"top_values", std::move(values)},
             {"holds_numbers", f.holdsNumbersAsText()},
             {"role", features::fieldRoleName(note.role)},
             {"note", note.reason.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(note.reason)}});
    }
    return {{"manifest", nlohmann::ordered_json::parse(dataset::toJson(data.manifest))},
            {"train_rows", data.trainRows},
            {"validation_rows", static_cast<std::int64_t>(data.rows.rows()) - data.validationBegin},
            {"uncompared", uncomparedJson(data)},
            {"fields", std::move(fields)},
            {"notices", data.notices},
            {"failures", failuresJson(data.failures)}};
}

} // namespace driftwood::cli
