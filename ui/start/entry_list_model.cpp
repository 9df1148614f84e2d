#include "ui/start/entry_list_model.h"

#include "ui/widgets/lists/list_roles.h"

namespace driftwood::ui {

void EntryListModel::setEntries(QList<Entry> entries) {
    beginResetModel();
    m_entries = std::move(entries);
    endResetModel();
}

int EntryListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant EntryListModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry& entry = m_entries[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return entry.title;
    case Qt::AccessibleTextRole:
        return QStringList{entry.title, entry.about, entry.tag}.join(QStringLiteral(", "));
    case SecondLineRole:
        return entry.about;
    case IconNameRole:
        return entry.icon;
    case TagRole:
        return entry.tag;
    case TagKindRole:
        return QVariant::fromValue(entry.tagKind);
    default:
        return {};
    }
}

} // namespace driftwood::ui
