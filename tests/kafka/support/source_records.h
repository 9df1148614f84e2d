#pragma once

#include "base/ids.h"
#include "base/result.h"

#include <QString>

#include <string>
#include <vector>

namespace driftwood::test {

class LogWriter;

/// A row of a real data set, as a record to write.
struct SourceRecord {
    int partition = 0;
    TimestampMs timestamp;
    std::string key;
    std::string value; ///< a JSON object of the row's columns, with numbers as the file has them
};

/// Kai Waehner's car sensors: 10,000 records of 100 cars, 18 sensors; keyed by car, each car always in the
/// same of three partitions; timestamps of 2019, with all cars every ten seconds. NotFound without the data
/// set.
[[nodiscard]] Result<std::vector<SourceRecord>> carSensorRecords();
[[nodiscard]] std::vector<std::string> carSensorNames();

/// Electricity prices of New South Wales: 45,312 records, one per half hour from May 1996 on, in one
/// partition; "class" is UP or DOWN. NotFound without the data set.
[[nodiscard]] Result<std::vector<SourceRecord>> elec2Records();

/// Why the data set is not available; empty if it is.
[[nodiscard]] QString carSensorsMissing();
[[nodiscard]] QString elec2Missing();

/// Writes them in order and waits until all are acknowledged.
[[nodiscard]] Status writeAll(LogWriter& writer, const std::string& topic,
                              const std::vector<SourceRecord>& records);

} // namespace driftwood::test
