#pragma once

#include "dataset/dataset.h"

namespace driftwood::dataset {

/// Reads, decodes, filters, orders and splits what `plan` describes: its topic, ranges, isolation, decoder,
/// filter and split. The result's manifest is the plan plus what only reading reveals: the partitions' counts
/// and digests, the number of rows, the fingerprint.
[[nodiscard]] Result<LoadedDataset> loadRows(const broker::Connection& connection, Manifest plan,
                                             const ProgressSink& progress, const std::stop_token& stop);

/// The same, for a plan in which the types of the fields in `guessed` come from a sample. If their values
/// need other types (type_survey.h), the ranges are read a second time with those, and the manifest's decoder
/// and the notices say so. InvalidArgument when the filter does not suit the new types.
[[nodiscard]] Result<LoadedDataset> loadGuessedRows(const broker::Connection& connection, Manifest plan,
                                                    const std::vector<std::string>& guessed,
                                                    const ProgressSink& progress,
                                                    const std::stop_token& stop);

/// Sets version and fingerprint of a manifest whose ranges were read.
void nameWhatWasRead(Manifest& manifest);

/// For `guessed` above: the schema's fields except those whose types the user stated.
[[nodiscard]] std::vector<std::string> pathsOf(const records::Schema& schema);

} // namespace driftwood::dataset
