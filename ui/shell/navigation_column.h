#pragma once

#include "ui/shell/page_entry.h"

#include <QAbstractButton>
#include <QHash>
#include <QWidget>

class QButtonGroup;

namespace driftwood::ui {

/// A page in the column: icon above name, the open one on accent-soft, a badge with a number.
class NavigationButton : public QAbstractButton {
    Q_OBJECT

  public:
    NavigationButton(const PageEntry& entry, QWidget* parent);

    void setBadge(int count);
    [[nodiscard]] int badge() const { return m_badge; }
    [[nodiscard]] QSize sizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

  private:
    void paintBadge(QPainter& painter) const;

    QString m_icon;
    int m_badge = 0;
    bool m_keyboardFocus = false;
};

/// The column at the left edge: the mark (application menu), then the pages in their order, some of them at
/// the foot.
class NavigationColumn : public QWidget {
    Q_OBJECT

  public:
    explicit NavigationColumn(const PageEntries& entries, QWidget* parent = nullptr);

    void setCurrent(const QString& page);
    /// Open alarms, on Monitor.
    void setAlarmCount(int count);

  Q_SIGNALS:
    void pageChosen(const QString& page);
    void menuRequested(const QPoint& at); ///< global position below the mark

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    NavigationButton* addButton(const PageEntry& entry);

    QButtonGroup* m_group;
    QHash<QString, NavigationButton*> m_buttons; ///< by PageEntry::id
};

} // namespace driftwood::ui
