#pragma once

#include "base/random.h"
#include "records/record_batch.h"

#include <cmath>
#include <string>

namespace driftwood::test {

/// Rows of a fictional plant with all field types and some missing values; the same seed gives the same rows.
inline std::shared_ptr<const records::Schema> plantSchema() {
    using records::FieldType;
    return std::make_shared<const records::Schema>(records::Schema{{{"temperature", FieldType::Float64},
                                                                    {"zone", FieldType::Text},
                                                                    {"count", FieldType::Int64},
                                                                    {"ok", FieldType::Bool},
                                                                    {"constant", FieldType::Float64},
                                                                    {"state", FieldType::Text},
                                                                    {"effort", FieldType::Float64}}});
}

inline void appendPlantRow(records::RecordBatch& batch, SeededRandom& random) {
    constexpr std::array<std::string_view, 4> zones{"north", "south", "centre", "roof"};
    const auto row = static_cast<std::int64_t>(batch.rows());
    const std::string key = "machine-" + std::to_string(row % 5);
    const std::string_view keyView = key;
    batch.appendPosition(PartitionId(static_cast<std::int32_t>(row % 3)), Offset(100 + row / 3),
                         TimestampMs(1'700'000'000'000 + row * 1000), row % 7 == 6 ? nullptr : &keyView);
    if (random.uniform() < 0.1)
        batch.column(0).appendMissing();
    else
        batch.column(0).appendFloat(1.0e6 + 3.0 * random.normal());
    // Skewed, so that the order by frequency differs from other orders.
    const double share = random.uniform();
    batch.column(1).appendText(zones[share < 0.1 ? 0 : share < 0.4 ? 1 : share < 0.9 ? 2 : 3]);
    batch.column(2).appendInt(static_cast<std::int64_t>(random.below(50)));
    batch.column(3).appendInt(static_cast<std::int64_t>(random.below(2)));
    batch.column(4).appendFloat(0.1);
    batch.column(5).appendText(random.uniform() < 0.3 ? "failing" : "normal");
    batch.column(6).appendFloat(10.0 + random.normal());
}

inline records::RecordBatch plantRows(std::size_t rows, std::uint64_t seed = 1) {
    records::RecordBatch batch(plantSchema());
    SeededRandom random(seed);
    for (std::size_t i = 0; i < rows; ++i)
        appendPlantRow(batch, random);
    return batch;
}

} // namespace driftwood::test
