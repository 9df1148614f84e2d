#pragma once

#include "dataset/dataset.h"

namespace driftwood::profiling {

/// Some rows of a data set, for a look before all of them are processed:
/// about `offsets` offsets in a few stretches from the beginning of its ranges to their end,
/// filtered like the data set; all count as training rows.
/// A smaller data set is read completely and split by its rule. Digests are not checked.
[[nodiscard]] Result<dataset::LoadedDataset> sampleDataset(const broker::Connection& connection,
                                                           dataset::Manifest manifest, std::int64_t offsets,
                                                           const std::stop_token& stop);

} // namespace driftwood::profiling
