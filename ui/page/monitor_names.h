#pragma once

#include "session/store.h"

#include <QHash>
#include <QString>

namespace driftwood::ui {

/// A unique name for each monitor of the workspace: the name that the user gave it, otherwise its model's.
/// Two monitors can share a name, because a promotion passes it on and a model can be attached twice. Then
/// the model or, failing that, the monitor's number is added.
[[nodiscard]] QHash<qint64, QString> monitorNames(const session::StoreSnapshot& made);

} // namespace driftwood::ui
