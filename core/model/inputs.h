#pragma once

#include "broker/profile/registry_access.h"
#include "features/fitted_features.h"
#include "graph/interpreter.h"
#include "model/trained_model.h"
#include "records/record_batch.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace driftwood::model {

/// The fields a model reads, without duplicates, in the order of its inputs. They are the arguments of an
/// export and the contents of an Example. Numeric are Bool (0 or 1), Int64 and Float64 fields and the numeric
/// pseudo paths; an Int64 beyond ±2^53 is rounded, as by every feature.
struct InputFields {
    std::vector<records::Field> numeric;
    std::vector<records::Field> text;
    bool operator==(const InputFields&) const = default;
};

[[nodiscard]] InputFields inputFields(const features::FittedFeatures& features);

/// The values of `fields` in one row, as an Example without outputs.
/// Mismatch when the batch lacks a field.
[[nodiscard]] Result<Example> exampleInput(const InputFields& fields, const records::RecordBatch& batch,
                                           std::size_t row);

/// Those of rows [begin, end), as a graph takes them.
[[nodiscard]] Result<graph::Inputs> graphInputs(const InputFields& fields, const records::RecordBatch& batch,
                                                std::size_t begin, std::size_t end);

/// The reverse: a batch with the examples' inputs, so that they can be scored like records.
[[nodiscard]] records::RecordBatch batchOf(const InputFields& fields, const std::vector<Example>& examples);

/// The columns over time of the models, each once.
[[nodiscard]] std::vector<features::OverTime>
overTimeOf(const std::vector<std::shared_ptr<const TrainedModel>>& models);

/// The fields of a record that the models read: of their inputs and labels, some of them twice.
[[nodiscard]] std::vector<std::string>
fieldsOf(const std::vector<std::shared_ptr<const TrainedModel>>& models);

/// How to decode records that the models score: like their data sets, except that an integer field that all
/// models use as a number is read as Float64, to the nearest double, so that 12.5 is scored as 12.5. Integers
/// give the same features either way. Everything else comes from the first model's decoder. Schemas that the
/// data set did not meet are asked of the registry of the cluster whose records these are.
[[nodiscard]] decoder::DecoderSpec
scoringDecoder(const std::vector<std::shared_ptr<const TrainedModel>>& models,
               const broker::RegistryAccess& registry = {});

} // namespace driftwood::model
