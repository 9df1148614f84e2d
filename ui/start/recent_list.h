#pragma once

#include "ui/start/entry_list_model.h"

#include <QWidget>

class QListView;

namespace driftwood::ui {

/// A heading, "All", and the newest few things of one kind in a frame. Hidden while there are none.
class RecentList : public QWidget {
    Q_OBJECT

  public:
    RecentList(const QString& heading, const Link& all, QWidget* parent = nullptr);

    /// Takes at most kShown.
    void setEntries(QList<EntryListModel::Entry> entries);
    static constexpr int kShown = 3;

  Q_SIGNALS:
    void linkActivated(const driftwood::ui::Link& link);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    EntryListModel* m_model;
    QListView* m_view;
};

} // namespace driftwood::ui
