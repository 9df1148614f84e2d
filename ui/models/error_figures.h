#pragma once

#include "evaluation/error_analysis.h"
#include "ui/models/model_words.h"

namespace driftwood::ui {

/// Figures for a model's errors on the analysed records: at most four, the most important first.
[[nodiscard]] QList<Figure> errorFigures(const evaluation::ErrorAnalysis& analysis);

} // namespace driftwood::ui
