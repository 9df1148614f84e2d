#pragma once

#include "profiling/field_findings.h"

#include <QString>

namespace driftwood::ui {

/// A problem with a field as an input, in a few words: "running number"; empty if there is none.
[[nodiscard]] QString findingNote(const profiling::FieldFinding& finding);
/// The same as a sentence that says why and what to do; empty if there is no problem.
[[nodiscard]] QString findingSentence(const profiling::FieldFinding& finding);

} // namespace driftwood::ui
