#pragma once

#include "dataset/dataset.h"
#include "dataset/row_source.h"

#include <functional>
#include <string>
#include <vector>

namespace driftwood::dataset {

/// Options of streamed rows.
struct StreamOptions {
    std::vector<std::string> fields; ///< decode only these and what the filter reads; empty: all
    std::string stage = "reading";   ///< of the progress
};

/// Called with the rows. Rows that it leaves are read after it, for the digests.
using UseRows = std::function<Status(RowSource& rows)>;

/// Fails, saying what is missing, when the log no longer has the manifest's ranges.
[[nodiscard]] Status requireReplayable(broker::Connection& connection, const Manifest& manifest);

/// createDataset() for rows that need not be in memory all at once: they are given to `use`, and the result
/// has none. `use` is called again, from the beginning, when retention moved a begin that may move. The
/// decoder must have a schema.
[[nodiscard]] Result<LoadedDataset> streamDataset(broker::Connection& connection,
                                                  const DatasetRequest& request, const StreamOptions& options,
                                                  const UseRows& use, const ProgressSink& progress,
                                                  const std::stop_token& stop);

/// loadDataset() for rows that need not be in memory all at once: they are given to `use`, and the result has
/// none. Whether they are the manifest's is known only when all were read: what `use` made of them is worth
/// nothing if this fails.
[[nodiscard]] Result<LoadedDataset> streamDataset(broker::Connection& connection, const Manifest& manifest,
                                                  const StreamOptions& options, const UseRows& use,
                                                  const ProgressSink& progress, const std::stop_token& stop);

} // namespace driftwood::dataset
