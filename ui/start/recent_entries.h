#pragma once

#include "session/store.h"
#include "ui/start/entry_list_model.h"

namespace driftwood::ui {

// Entries for the start page from the workspace's contents; newest first.
[[nodiscard]] QList<EntryListModel::Entry> datasetEntries(const session::StoreSnapshot& made);
[[nodiscard]] QList<EntryListModel::Entry> modelEntries(const session::StoreSnapshot& made);
[[nodiscard]] QList<EntryListModel::Entry> monitorEntries(const session::StoreSnapshot& made);

} // namespace driftwood::ui
