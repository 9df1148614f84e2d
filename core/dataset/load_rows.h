#pragma once

#include "dataset/dataset.h"

namespace driftwood::dataset {

/// Reads, decodes, filters, orders and splits what `plan` describes: its topic, ranges, isolation, decoder,
/// filter and split. The result's manifest is the plan with everything filled in that only reading tells: the
/// partitions' counts and digests, the rows, the fingerprint.
[[nodiscard]] Result<LoadedDataset> loadRows(const broker::Connection& connection, Manifest plan,
                                             const ProgressSink& progress, const std::stop_token& stop);

} // namespace driftwood::dataset
