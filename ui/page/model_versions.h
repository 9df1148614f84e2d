#pragma once

#include "session/store.h"

#include <QString>

namespace driftwood::ui {

/// A unique name for a model: "machines-ae", or "machines-ae v2" if the workspace has several models of that
/// name, counted from the oldest. The id if the workspace does not know the model.
[[nodiscard]] QString versionedName(const session::StoreSnapshot& made, const std::string& modelId);

/// The same for two models side by side: "v1" and "v2" if that suffices.
[[nodiscard]] std::pair<QString, QString> versionsOf(const session::StoreSnapshot& made,
                                                     const std::string& first, const std::string& second);

} // namespace driftwood::ui
