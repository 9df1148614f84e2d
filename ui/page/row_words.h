#pragma once

#include "training/metrics.h"

#include <QStringList>

namespace driftwood::ui {

/// What is to be known of the rows behind quality figures, a sentence each, in the person's language: rows of
/// classes that training never saw, rows without a label, one class nearly everywhere. See
/// training::rowNotes().
[[nodiscard]] QStringList rowNoteTexts(const training::Evaluation& evaluation, bool onePass);

} // namespace driftwood::ui
