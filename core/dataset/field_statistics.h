#pragma once

#include "records/record_batch.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace driftwood::dataset {

/// Summary statistics of one field over some rows.
struct FieldStatistics {
    records::Field field;
    std::int64_t rows = 0;
    std::int64_t missing = 0;    ///< absent, null, or not a number
    std::int64_t notANumber = 0; ///< those of the missing that are written as NaN or an infinity
    std::int64_t notFitting = 0; ///< present, but not of the field's type; not included in missing
    /// Numeric fields (Bool as 0/1); NaN for Text and when there is no value.
    double min = 0, max = 0, mean = 0, standardDeviation = 0; ///< population standard deviation
    double p05 = 0, median = 0, p95 = 0;                      ///< linear interpolation, as numpy's default
    std::int64_t distinct = 0;                                ///< number of different values, for any type
    /// Text fields: the most frequent values with their counts, at most 20.
    std::vector<std::pair<std::string, std::int64_t>> topValues;
    /// Number of values of a text field that parse as a finite number: "20.15", "3", "73.1%".
    std::int64_t numericTexts = 0;

    /// Whether all values of a text field are numbers.
    [[nodiscard]] bool holdsNumbersAsText() const { return numericTexts > 0 && numericTexts == values(); }
    /// Whether most but not all values of a text field are numbers.
    [[nodiscard]] bool holdsMostlyNumbersAsText() const {
        return 2 * numericTexts > values() && numericTexts < values();
    }
    [[nodiscard]] std::int64_t values() const { return rows - missing - notFitting; }
};

/// Statistics of every column over rows [begin, end).
[[nodiscard]] std::vector<FieldStatistics> fieldStatistics(const records::RecordBatch& batch,
                                                           std::size_t begin, std::size_t end);

} // namespace driftwood::dataset
