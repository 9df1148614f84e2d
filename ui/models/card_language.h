#pragma once

#include "model/card_words.h"

namespace driftwood::ui {

/// The window's language for a model's card. Texts without a translation stay English.
[[nodiscard]] model::CardWords cardLanguage();

} // namespace driftwood::ui
