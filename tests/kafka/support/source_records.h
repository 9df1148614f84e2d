#pragma once

#include "base/ids.h"
#include "base/result.h"

#include <QString>

#include <string>
#include <vector>

namespace driftwood::test {

class LogWriter;

/// A row of a real data set, as a record to be written.
struct SourceRecord {
    int partition = 0;
    TimestampMs timestamp;
    std::string key;
    std::string value; ///< a JSON object of the row's columns, numbers as they are written in the file
};

/// Kai Waehner's car sensors: 10,000 records of 100 cars, 18 sensors; keyed by car, a car always in the same
/// of three partitions; times of 2019, all cars together every ten seconds. NotFound without the data set.
[[nodiscard]] Result<std::vector<SourceRecord>> carSensorRecords();
[[nodiscard]] std::vector<std::string> carSensorNames();

/// Electricity prices of New South Wales: 45,312 records, a half hour apart from May 1996, in one partition;
/// "class" is UP or DOWN. NotFound without the data set.
[[nodiscard]] Result<std::vector<SourceRecord>> elec2Records();

/// Why the one or the other cannot be had; empty: it can.
[[nodiscard]] QString carSensorsMissing();
[[nodiscard]] QString elec2Missing();

/// Writes them in order and waits until all are acknowledged.
[[nodiscard]] Status writeAll(LogWriter& writer, const std::string& topic,
                              const std::vector<SourceRecord>& records);

} // namespace driftwood::test
