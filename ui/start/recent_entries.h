#pragma once

#include "session/store.h"
#include "ui/start/entry_list_model.h"

namespace driftwood::ui {

// What was made, as entries of the start page; newest first.
[[nodiscard]] QList<EntryListModel::Entry> datasetEntries(const session::StoreSnapshot& made);
[[nodiscard]] QList<EntryListModel::Entry> modelEntries(const session::StoreSnapshot& made);
[[nodiscard]] QList<EntryListModel::Entry> monitorEntries(const session::StoreSnapshot& made);

} // namespace driftwood::ui
