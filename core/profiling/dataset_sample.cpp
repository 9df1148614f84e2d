#include "profiling/dataset_sample.h"

#include "dataset/load_rows.h"

#include <algorithm>

namespace driftwood::profiling {
namespace {

/// Number of stretches per range, because the hours of a day differ. The last one ends with the range: models
/// are judged on the newest records.
constexpr std::int64_t kStretches = 4;

} // namespace

Result<dataset::LoadedDataset> sampleDataset(const broker::Connection& connection, dataset::Manifest manifest,
                                             std::int64_t offsets, const std::stop_token& stop) {
    std::int64_t all = 0;
    for (const auto& partition : manifest.partitions)
        all += partition.range.span();
    if (all > offsets) {
        std::vector<dataset::PartitionManifest> stretches;
        for (const auto& partition : manifest.partitions) {
            const broker::OffsetRange& whole = partition.range;
            const std::int64_t part = whole.span() / kStretches;
            const std::int64_t taken = std::max<std::int64_t>(1, part * offsets / all);
            for (std::int64_t i = 0; i < kStretches && part > 0; ++i) {
                const std::int64_t begin = whole.begin.value + i * (whole.span() - taken) / (kStretches - 1);
                stretches.push_back({.range = {whole.partition, Offset(begin), Offset(begin + taken)}});
            }
        }
        manifest.partitions = std::move(stretches);
        manifest.version = dataset::versionFor(manifest);
        manifest.split = {0.0, 0};
    }
    return dataset::loadRows(connection, std::move(manifest), {}, stop);
}

} // namespace driftwood::profiling
