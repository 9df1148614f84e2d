#pragma once

#include "evaluation/error_analysis.h"
#include "ui/models/model_words.h"

namespace driftwood::ui {

/// What says how wrong a model is on the records it was tried on, four at most, the most telling first.
[[nodiscard]] QList<Figure> errorFigures(const evaluation::ErrorAnalysis& analysis);

} // namespace driftwood::ui
