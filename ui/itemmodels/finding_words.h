#pragma once

#include "profiling/field_findings.h"

#include <QString>

namespace driftwood::ui {

/// What speaks against learning from a field, in a few words: "running number"; empty for nothing.
[[nodiscard]] QString findingNote(const profiling::FieldFinding& finding);
/// The same as a sentence that says why and what to do; empty for nothing.
[[nodiscard]] QString findingSentence(const profiling::FieldFinding& finding);

} // namespace driftwood::ui
