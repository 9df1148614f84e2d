#pragma once

#include "ui/charts/bar_cap.h"
#include "ui/charts/chart_types.h"

#include <QTimeZone>
#include <QWidget>

namespace driftwood::ui {

/// The topic's records over time above its table of records, about 44 px high: shows where in the log one
/// reads and what was scanned. Paints itself, without QCustomPlot; a click or Enter asks for the records at
/// that time.
class DensityStrip : public QWidget {
    Q_OBJECT
  public:
    explicit DensityStrip(QWidget* parent = nullptr);

    /// The partitions' counts are summed.
    void setBuckets(const Buckets& buckets);
    void setScanned(std::optional<Interval> span);
    /// The time of the record that is selected in the table.
    void setPosition(std::optional<double> time);
    void setTimeZone(const QTimeZone& zone);
    /// Text for a screen reader: the times shown, what was scanned, where the cursor is and how many records
    /// are there, which bars are cut.
    [[nodiscard]] QString summary() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

  Q_SIGNALS:
    void activated(double time);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    [[nodiscard]] QRectF bars() const;
    [[nodiscard]] double toPixel(double time) const;
    [[nodiscard]] double toTime(double pixel) const;
    [[nodiscard]] QString pointerText() const;
    void paintBars(QPainter& painter) const;
    void paintScanned(QPainter& painter) const;
    void paintTimes(QPainter& painter) const;
    void describe();

    double m_begin = 0;
    double m_width = 1;
    std::vector<double> m_counts;
    BarCap m_cap;
    std::optional<Interval> m_scanned;
    std::optional<double> m_position;
    std::optional<double> m_pointer; ///< time at the mouse or keyboard cursor
    QTimeZone m_zone;
    bool m_ring = false; ///< the focus came from the keyboard
};

} // namespace driftwood::ui
