#pragma once

#include "model/trained_model.h"

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace driftwood::model {

/// What model.json holds: the whole model but its weights, of which it has the file's digest.
struct ModelDocument {
    TrainedModel model; ///< parameters empty
    std::string weightsSha256;
    std::string decisionSha256; ///< empty in a document of version 1
};

[[nodiscard]] nlohmann::json lineageJson(const Lineage& lineage);
[[nodiscard]] nlohmann::json toJson(const TrainedModel& model, const std::string& weightsSha256);
/// SHA-256 over everything that decides predictions: weights (by their file's digest), network, features,
/// threshold and task.
[[nodiscard]] std::string decisionSha256(const TrainedModel& model, const std::string& weightsSha256);

/// Strict: unknown or missing fields, names and sizes that make no sense are CorruptData naming the field.
[[nodiscard]] Result<ModelDocument> modelDocumentFromText(const std::string& text, const std::string& where);

} // namespace driftwood::model
