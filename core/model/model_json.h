#pragma once

#include "model/trained_model.h"

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace driftwood::model {

/// The content of model.json: the whole model except its weights, of which it has the file's digest.
struct ModelDocument {
    TrainedModel model; ///< without parameters
    std::string weightsSha256;
    std::string decisionSha256; ///< empty in a document of version 1
};

[[nodiscard]] nlohmann::json lineageJson(const Lineage& lineage);
[[nodiscard]] nlohmann::json toJson(const TrainedModel& model, const std::string& weightsSha256);
/// SHA-256 over everything that determines predictions:
/// weights (by their file's digest), network, features, threshold and task.
[[nodiscard]] std::string decisionSha256(const TrainedModel& model, const std::string& weightsSha256);

/// Strict: unknown or missing fields, names and implausible sizes are CorruptData that names the field.
[[nodiscard]] Result<ModelDocument> modelDocumentFromText(const std::string& text, const std::string& where);

} // namespace driftwood::model
