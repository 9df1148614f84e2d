// Ten columns over time of a few keys and of many, by the rows that a core gives them a second.

#include "base/random.h"
#include "benchmarks/turns.h"
#include "features/overtime/over_time_columns.h"

#include <string>
#include <vector>

using namespace driftwood;

namespace {

constexpr std::size_t kBatches = 200;
constexpr std::size_t kRows = 1024; // in a batch
constexpr std::size_t kFields = 3;

std::vector<records::RecordBatch> batchesOf(std::uint64_t keys) {
    const auto schema =
        std::make_shared<const records::Schema>(records::Schema{{{"a", records::FieldType::Float64},
                                                                 {"b", records::FieldType::Float64},
                                                                 {"c", records::FieldType::Float64}}});
    SeededRandom random(1);
    std::vector<records::RecordBatch> batches;
    std::int64_t offset = 0;
    for (std::size_t i = 0; i < kBatches; ++i) {
        records::RecordBatch& batch = batches.emplace_back(schema);
        for (std::size_t row = 0; row < kRows; ++row, ++offset) {
            const std::string key = "machine-" + std::to_string(random.below(keys));
            const std::string_view view = key;
            batch.appendPosition(PartitionId(0), Offset(offset), TimestampMs(1'700'000'000'000 + 10 * offset),
                                 &view);
            for (std::size_t field = 0; field < kFields; ++field)
                batch.column(field).appendFloat(random.normal());
        }
    }
    return batches;
}

std::vector<features::OverTime> columns(std::initializer_list<const char*> texts) {
    std::vector<features::OverTime> all;
    for (const char* text : texts)
        all.push_back(benchmark::orGiveUp(features::parseOverTime(text)));
    return all;
}

double rowsPerSecond(const std::vector<records::RecordBatch>& batches,
                     const std::vector<features::OverTime>& columns) {
    const benchmark::Work work = [&] {
        auto over = benchmark::orGiveUp(features::OverTimeColumns::create(columns, batches.front().schema()));
        for (const records::RecordBatch& batch : batches)
            benchmark::orGiveUp(over.add(batch));
    };
    std::vector<double> times;
    for (int round = 0; round < benchmark::kRounds; ++round)
        times.push_back(benchmark::usPerCall(work, 1));
    std::nth_element(times.begin(), times.begin() + benchmark::kRounds / 2, times.end());
    return static_cast<double>(kBatches * kRows) / (times[benchmark::kRounds / 2] * 1e-6);
}

} // namespace

int main() {
    const auto ofRecords =
        columns({"mean(a,10) by @key", "std(a,10) by @key", "min(a,10) by @key", "max(a,10) by @key",
                 "lag(a,1) by @key", "change(a,5) by @key", "mean(b,10) by @key", "slope(b,10) by @key",
                 "ema(b,10) by @key", "mean(c,5) by @key"});
    const auto ofTime =
        columns({"mean(a,5s) by @key", "std(a,5s) by @key", "min(a,5s) by @key", "max(a,5s) by @key",
                 "count(a,5s) by @key", "mean(b,5s) by @key", "slope(b,5s) by @key", "ema(b,5s) by @key",
                 "mean(c,5s) by @key", "since() by @key"});
    for (const std::uint64_t keys : {std::uint64_t(50), std::uint64_t(100'000)}) {
        const auto batches = batchesOf(keys);
        std::printf("%6llu keys: 10 columns over records %.2f million rows/s, over 5 s %.2f million rows/s\n",
                    static_cast<unsigned long long>(keys), rowsPerSecond(batches, ofRecords) * 1e-6,
                    rowsPerSecond(batches, ofTime) * 1e-6);
    }
    return 0;
}
