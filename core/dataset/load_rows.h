#pragma once

#include "dataset/dataset.h"

namespace driftwood::dataset {

/// Reads, decodes, filters, orders and splits what `plan` describes: its topic, ranges, isolation, decoder,
/// filter and split. The result's manifest is the plan with everything filled in that only reading tells: the
/// partitions' counts and digests, the rows, the fingerprint.
[[nodiscard]] Result<LoadedDataset> loadRows(const broker::Connection& connection, Manifest plan,
                                             const ProgressSink& progress, const std::stop_token& stop);

/// The same, where the types of the fields named in `guessed` come from a sample: where their values ask for
/// other types (type_survey.h) those are taken, at the price of a second reading, and the manifest's decoder
/// and the notices say so. InvalidArgument when the filter cannot be applied to them.
[[nodiscard]] Result<LoadedDataset> loadGuessedRows(const broker::Connection& connection, Manifest plan,
                                                    const std::vector<std::string>& guessed,
                                                    const ProgressSink& progress,
                                                    const std::stop_token& stop);

/// For the above: the fields of a schema, but those whose types a person stated.
[[nodiscard]] std::vector<std::string> pathsOf(const records::Schema& schema);

} // namespace driftwood::dataset
