#pragma once

#include "base/error.h"

#include <QString>
#include <string>

namespace driftwood::ui {

/// The kind of error as a sentence in the window's language, because the error's own text is English. Empty
/// in an English window, where that text suffices.
[[nodiscard]] QString errorKindText(ErrorCode code);

/// Why a broker refused a record: in the window's language if it is one of the usual reasons, otherwise the
/// client's text.
[[nodiscard]] QString refusalText(const std::string& reason);

} // namespace driftwood::ui
