#pragma once

#include "app/cli/terminal.h"
#include "dataset/dataset.h"

#include <nlohmann/json.hpp>

namespace driftwood::cli {

/// Counts, ranges, digest, statistics of every field, decode failures: what one wants to see of a new data
/// set.
void printDataset(Terminal& terminal, const dataset::LoadedDataset& data);
/// How many could not be decoded; where and why of the first `most`.
void printFailures(Terminal& terminal, const dataset::LoadedDataset& data, std::size_t most);
/// What there is to say of values: those that do not fit and the like; nothing where there are none.
void printNotes(Terminal& terminal, const dataset::Manifest& manifest);
[[nodiscard]] nlohmann::ordered_json notesJson(const dataset::Manifest& manifest);
[[nodiscard]] nlohmann::ordered_json failuresJson(const dataset::LoadedDataset& data);
/// {"manifest": …, "train_rows", "validation_rows", "fields": [...], "failures": [...]}
[[nodiscard]] nlohmann::ordered_json datasetJson(const dataset::LoadedDataset& data);

} // namespace driftwood::cli
