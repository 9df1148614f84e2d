#pragma once

#include "dataset/stream_dataset.h"

namespace driftwood::dataset {

/// Gives the rows of what `plan` describes to `use`, as loadRows() would load them. The result's manifest is
/// the plan plus what only reading reveals; it has no rows. A gap before validation puts rows out of the
/// merge's order: those of such a plan are loaded into memory first.
[[nodiscard]] Result<LoadedDataset> streamRows(const broker::Connection& connection, const Manifest& plan,
                                               const StreamOptions& options, const UseRows& use,
                                               const ProgressSink& progress, const std::stop_token& stop);

} // namespace driftwood::dataset
