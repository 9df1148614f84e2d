#pragma once

#include "app/cli/terminal.h"
#include "dataset/dataset.h"

#include <nlohmann/json.hpp>

namespace driftwood::cli {

/// Prints a new data set: counts, ranges, digest,
/// statistics of every field, decode failures.
void printDataset(Terminal& terminal, const dataset::LoadedDataset& data);
/// Prints the number of undecodable records, and position and reason of the first `most`.
void printFailures(Terminal& terminal, const dataset::LoadedDataset& data, std::size_t most);
/// Prints the notes on values, such as values that do not fit; nothing if there are none.
void printNotes(Terminal& terminal, const dataset::Manifest& manifest);
[[nodiscard]] nlohmann::ordered_json notesJson(const dataset::Manifest& manifest);
[[nodiscard]] nlohmann::ordered_json failuresJson(const dataset::LoadedDataset& data);
/// {"manifest": …, "train_rows", "validation_rows", "fields": [...], "failures": [...]}
[[nodiscard]] nlohmann::ordered_json datasetJson(const dataset::LoadedDataset& data);

} // namespace driftwood::cli
