#include "kafka/support/source_records.h"

#include "kafka/support/log_writer.h"
#include "support/test_data.h"

#include <QFile>
#include <QStringList>

namespace driftwood::test {
namespace {

constexpr int kCarPartitions = 3;
constexpr std::int64_t kElec2Begin = 831'427'200'000; // 1996-05-07
constexpr std::int64_t kHalfHourMs = 1'800'000;

struct Table {
    QStringList columns;
    std::vector<QStringList> rows;
};

/// Reads a CSV file without quotes; its first line has the columns' names.
Result<Table> readTable(const QString& archive, const QString& member = {}) {
    const auto path = dataFile(archive, member);
    if (!path)
        return fail(ErrorCode::NotFound, "the data set is not here", archive.toStdString(),
                    "Name its folder in DRIFTWOOD_TEST_DATA.");
    QFile file(*path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Io, "cannot be read", path->toStdString());
    Table table;
    while (!file.atEnd()) {
        const QStringList fields = QString::fromUtf8(file.readLine()).trimmed().split(',');
        if (table.columns.isEmpty())
            table.columns = fields;
        else if (fields.size() == table.columns.size())
            table.rows.push_back(fields);
        else
            return fail(ErrorCode::CorruptData, "a row with another number of columns", path->toStdString());
    }
    return table;
}

std::string asJson(const QStringList& columns, const QStringList& row) {
    QString json = "{";
    for (qsizetype i = 0; i < columns.size(); ++i) {
        bool isNumber = false;
        row[i].toDouble(&isNumber);
        json += (i == 0 ? "\"" : ",\"") + columns[i] + "\":" + (isNumber ? row[i] : '"' + row[i] + '"');
    }
    return (json + "}").toStdString();
}

Result<Table> carTable() { return readTable("kai-car-sensor.tar.zst", "kai-car-sensor/car-sensor-data.csv"); }

} // namespace

Result<std::vector<SourceRecord>> carSensorRecords() {
    auto table = carTable();
    if (!table)
        return forward(table);
    std::vector<SourceRecord> records;
    for (const QStringList& row : table->rows) { // time in seconds, car, sensors
        const int car = row[1].mid(3).toInt();
        records.push_back({car % kCarPartitions, TimestampMs(row[0].toLongLong() * 1000),
                           row[1].toStdString(), asJson(table->columns, row)});
    }
    return records;
}

std::vector<std::string> carSensorNames() {
    std::vector<std::string> names;
    if (const auto table = carTable())
        for (const QString& column : table->columns.mid(2))
            names.push_back(column.toStdString());
    return names;
}

Result<std::vector<SourceRecord>> elec2Records() {
    auto table = readTable("elec2.csv.zst");
    if (!table)
        return forward(table);
    std::vector<SourceRecord> records;
    for (const QStringList& row : table->rows) {
        const auto index = static_cast<std::int64_t>(records.size());
        records.push_back(
            {0, TimestampMs(kElec2Begin + index * kHalfHourMs), {}, asJson(table->columns, row)});
    }
    return records;
}

QString carSensorsMissing() {
    const auto table = carTable();
    return table ? QString() : QString::fromStdString(table.error().text());
}

QString elec2Missing() {
    const auto records = elec2Records();
    return records ? QString() : QString::fromStdString(records.error().text());
}

Status writeAll(LogWriter& writer, const std::string& topic, const std::vector<SourceRecord>& records) {
    for (const SourceRecord& record : records)
        if (auto written = writer.write(topic, record.partition, record.timestamp, record.key, record.value);
            !written)
            return written;
    return writer.flush();
}

} // namespace driftwood::test
