#pragma once

#include "model/trained_model.h"

#include <functional>
#include <string>

namespace driftwood::model {

/// The language of a model's card; English where a function is empty.
struct CardWords {
    /// A whole sentence, or the template of one with "%1" … for its pieces, in that language.
    std::function<std::string(const std::string&)> sentence;
    /// A number that is written in English, as that language writes it.
    std::function<std::string(const std::string&)> number;
};

[[nodiscard]] std::string modelCard(const TrainedModel& model, const CardWords& words);

} // namespace driftwood::model
