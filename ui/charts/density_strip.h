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
    /// A stretch of time that has a name; it lasts until the next one begins.
    struct Stretch {
        double begin = 0;
        QString name;    ///< "v3, id 17"
        QString toolTip; ///< what more is to be said of it
        bool operator==(const Stretch&) const = default;
    };
    /// Stand in a band of their own above the bars, ascending; none: there is no band.
    void setStretches(const QList<Stretch>& stretches);
    void setTimeZone(const QTimeZone& zone);
    /// Text for a screen reader: the times shown, what was scanned, where the cursor is and how many records
    /// are there, which bars are cut.
    [[nodiscard]] QString summary() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

  Q_SIGNALS:
    void activated(double time);
    void stretchActivated(double begin, double end);

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
    void paintStretches(QPainter& painter) const;
    [[nodiscard]] double bandHeight() const;
    /// The stretch at a place in the band; -1 elsewhere.
    [[nodiscard]] int stretchAt(const QPointF& place) const;
    [[nodiscard]] double endOf(int stretch) const;
    void paintScanned(QPainter& painter) const;
    void paintTimes(QPainter& painter) const;
    void describe();

    double m_begin = 0;
    double m_width = 1;
    std::vector<double> m_counts;
    QList<Stretch> m_stretches;
    BarCap m_cap;
    std::optional<Interval> m_scanned;
    std::optional<double> m_position;
    std::optional<double> m_pointer; ///< time at the mouse or keyboard cursor
    QTimeZone m_zone;
    bool m_ring = false; ///< the focus came from the keyboard
};

} // namespace driftwood::ui
