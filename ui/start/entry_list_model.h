#pragma once

#include "ui/page/link.h"
#include "ui/widgets/text/kinds.h"

#include <QAbstractListModel>
#include <QList>

namespace driftwood::ui {

/// A few recent things, each with a line of description and a link.
class EntryListModel : public QAbstractListModel {
    Q_OBJECT

  public:
    struct Entry {
        QString icon;
        QString title;
        QString about;
        QString tag;
        TagKind tagKind = TagKind::Neutral;
        Link link;
    };
    using QAbstractListModel::QAbstractListModel;

    void setEntries(QList<Entry> entries);
    [[nodiscard]] const QList<Entry>& entries() const { return m_entries; }
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

  private:
    QList<Entry> m_entries;
};

} // namespace driftwood::ui
