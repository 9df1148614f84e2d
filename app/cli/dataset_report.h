#pragma once

#include "app/cli/terminal.h"
#include "dataset/dataset.h"

#include <nlohmann/json.hpp>

namespace driftwood::cli {

/// Prints a new data set: counts, ranges, digest,
/// statistics of every field, decode failures.
void printDataset(Terminal& terminal, const dataset::LoadedDataset& data);
using Failures = std::vector<decoder::DecodeFailure>;
inline constexpr std::size_t kShownFailures = 5;
/// Prints the number of undecodable records, position and reason of the first `most`, and the command, if
/// there is one, that shows all of them.
void printFailures(Terminal& terminal, std::int64_t undecodable, const Failures& failures, std::size_t most,
                   const QString& allOfThem = {});
/// Prints the notes on values, such as values that do not fit; nothing if there are none.
void printNotes(Terminal& terminal, const dataset::Manifest& manifest);
[[nodiscard]] nlohmann::ordered_json notesJson(const dataset::Manifest& manifest);
[[nodiscard]] nlohmann::ordered_json failuresJson(const Failures& failures);
/// {"manifest": …, "train_rows", "validation_rows", "fields": [...], "failures": [...]}
[[nodiscard]] nlohmann::ordered_json datasetJson(const dataset::LoadedDataset& data);

} // namespace driftwood::cli
