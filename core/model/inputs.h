#pragma once

#include "features/fitted_features.h"
#include "model/trained_model.h"
#include "records/record_batch.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace driftwood::model {

/// The fields a model reads, each once, in the order its inputs first name them: what an export takes as its
/// arguments and what an Example keeps. Numbers are Bool (0 or 1), Int64 and Float64 fields and the pseudo
/// paths that are numbers; an Int64 beyond ±2^53 is rounded, as every feature rounds it.
struct InputFields {
    std::vector<records::Field> numeric;
    std::vector<records::Field> text;
    bool operator==(const InputFields&) const = default;
};

[[nodiscard]] InputFields inputFields(const features::FittedFeatures& features);

/// The values of `fields` in one row, as an Example without its output. Mismatch when the batch lacks a
/// field.
[[nodiscard]] Result<Example> exampleInput(const InputFields& fields, const records::RecordBatch& batch,
                                           std::size_t row);

/// The way back: a batch holding the examples' inputs, so that they can be scored like records.
[[nodiscard]] records::RecordBatch batchOf(const InputFields& fields, const std::vector<Example>& examples);

/// How to decode records that the models score: as their data sets were, but a field of whole numbers that
/// all of them take as a number is read as a number with a fraction, to the nearest double: 12.5 is scored as
/// 12.5. Whole numbers give the same features either way. The first model's decoder decides the rest.
[[nodiscard]] decoder::DecoderSpec
scoringDecoder(const std::vector<std::shared_ptr<const TrainedModel>>& models);

} // namespace driftwood::model
