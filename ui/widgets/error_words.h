#pragma once

#include "base/error.h"

#include <QString>
#include <string>

namespace driftwood::ui {

/// What kind of error it is, as a sentence in the window's language: the error's own words are English. Empty
/// in an English window, where they say it themselves.
[[nodiscard]] QString errorKindText(ErrorCode code);

/// Why a broker did not take a record, in the window's language where it is one of the usual reasons; else as
/// the broker's client says it.
[[nodiscard]] QString refusalText(const std::string& reason);

} // namespace driftwood::ui
