#pragma once

#include "base/error.h"

#include <QString>
#include <string>

namespace driftwood::ui {

/// A sentence of an error of the core in the window's language, where it is one of those that people meet
/// most; else empty. In an English window it is the sentence itself.
[[nodiscard]] QString knownSentence(const std::string& english);

/// What happened, as a sentence without its full stop: a known one; else what kind of error it is, and the
/// core's own English words.
[[nodiscard]] QString whatHappened(const Error& error);
/// What to do about it; English where it is no known sentence.
[[nodiscard]] QString whatToDo(const Error& error);

} // namespace driftwood::ui
