#pragma once

#include "session/store.h"

#include <QHash>
#include <QString>

namespace driftwood::ui {

/// What each monitor of the workspace is called wherever it is named, none like another: what a person called
/// it, else its model. Two can have one name: a promotion hands it on, and a model can be attached twice.
/// Then their models tell them apart, or else their numbers.
[[nodiscard]] QHash<qint64, QString> monitorNames(const session::StoreSnapshot& made);

} // namespace driftwood::ui
