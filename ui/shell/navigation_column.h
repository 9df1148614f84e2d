#pragma once

#include "ui/shell/place.h"

#include <QAbstractButton>
#include <QHash>
#include <QWidget>

class QButtonGroup;

namespace driftwood::ui {

/// One place of the column: icon above name, the open one on accent-soft, a badge if something needs
/// attention.
class NavigationButton : public QAbstractButton {
    Q_OBJECT

  public:
    NavigationButton(Place place, QWidget* parent);

    void setBadge(int count);
    [[nodiscard]] int badge() const { return m_badge; }
    [[nodiscard]] QSize sizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

  private:
    void paintBadge(QPainter& painter) const;

    Place m_place;
    int m_badge = 0;
    bool m_keyboardFocus = false;
};

/// The column at the left edge: the logo (application menu), the five places of the work flow, Settings at
/// the bottom.
class NavigationColumn : public QWidget {
    Q_OBJECT

  public:
    explicit NavigationColumn(QWidget* parent = nullptr);

    void setCurrent(Place place);
    /// Shows the number of open alarms on Monitor.
    void setAlarmCount(int count);

  Q_SIGNALS:
    void placeChosen(driftwood::ui::Place place);
    void menuRequested(const QPoint& at); ///< global position below the logo

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    NavigationButton* addButton(Place place);

    QButtonGroup* m_group;
    QHash<Place, NavigationButton*> m_buttons;
};

} // namespace driftwood::ui
