#pragma once

#include "dataset/dataset.h"

namespace driftwood::session {

/// Some rows of a data set, to look at before anything is done with all of them: about `offsets` offsets, in
/// a few stretches from the beginning of its ranges to their end, filtered as the data set is; all of them
/// count as training rows. A data set that has no more is read whole, and split as it says. Not checked
/// against the manifest's digests.
[[nodiscard]] Result<dataset::LoadedDataset> sampleDataset(const broker::Connection& connection,
                                                           dataset::Manifest manifest, std::int64_t offsets,
                                                           const std::stop_token& stop);

} // namespace driftwood::session
