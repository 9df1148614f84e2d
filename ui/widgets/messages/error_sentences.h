#pragma once

#include "base/error.h"

#include <QString>
#include <string>

namespace driftwood::ui {

/// Translates an error sentence of the core, if it is one of the frequent ones; otherwise returns an empty
/// text. In an English window it returns the sentence itself.
[[nodiscard]] QString knownSentence(const std::string& english);

/// The error as a sentence without its full stop: the translation or, for an unknown sentence, the kind
/// of error and the core's English text.
[[nodiscard]] QString whatHappened(const Error& error);
/// The hint; in English if the sentence is unknown.
[[nodiscard]] QString whatToDo(const Error& error);

/// Both, for a form's own fault, which needs no place.
[[nodiscard]] QString whatHappenedAndToDo(const Error& error);

} // namespace driftwood::ui
