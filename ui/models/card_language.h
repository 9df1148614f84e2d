#pragma once

#include "model/card_words.h"

namespace driftwood::ui {

/// The window's language for a model's card. What the window does not know stays English.
[[nodiscard]] model::CardWords cardLanguage();

} // namespace driftwood::ui
