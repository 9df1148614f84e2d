#pragma once

#include "training/metrics.h"

#include <QStringList>

namespace driftwood::ui {

/// Notes on the rows behind quality figures, one sentence each, in the user's language: rows of classes that
/// training never saw, rows without a label, one class nearly everywhere. See training::rowNotes().
[[nodiscard]] QStringList rowNoteTexts(const training::Evaluation& evaluation, bool onePass);

} // namespace driftwood::ui
