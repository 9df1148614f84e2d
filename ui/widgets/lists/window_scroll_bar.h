#pragma once

#include <QScrollBar>

namespace driftwood::ui {

/// A scroll bar for more rows than an int can count. Steps and pages move by exact rows; only dragging the
/// handle is limited by the screen's resolution.
class WindowScrollBar : public QScrollBar {
    Q_OBJECT

  public:
    explicit WindowScrollBar(QWidget* parent = nullptr);

    /// `lastFirst`: the first row when the last one is at the bottom; `page`: the number of rows on the
    /// screen.
    void setSpan(qint64 lastFirst, int page, qint64 first);

  Q_SIGNALS:
    /// The user wants this row to be the first.
    void moved(qint64 first);

  private:
    void acted(int action);

    qint64 m_lastFirst = 0;
    qint64 m_first = 0;
};

} // namespace driftwood::ui
