#pragma once

#include "session/store.h"

#include <QString>

namespace driftwood::ui {

/// A model's name that no other of the workspace has: "machines-ae", or "machines-ae v2" where several were
/// trained under one name, counted from the oldest. The id where the workspace does not know it.
[[nodiscard]] QString versionedName(const session::StoreSnapshot& made, const std::string& modelId);

/// The same for two that stand side by side: "v1" and "v2" where that tells them apart.
[[nodiscard]] std::pair<QString, QString> versionsOf(const session::StoreSnapshot& made,
                                                     const std::string& first, const std::string& second);

} // namespace driftwood::ui
