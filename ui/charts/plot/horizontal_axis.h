#pragma once

#include "ui/charts/chart_types.h"

#include <QTimeZone>

namespace driftwood::ui {

/// The visible stretch of a chart's data, and the text of positions on it. Independent of pixels.
class HorizontalAxis {
  public:
    void setKind(XAxis kind, const QString& unit);
    [[nodiscard]] XAxis kind() const { return m_kind; }
    [[nodiscard]] QString unit() const { return m_unit; }
    void setZone(const QTimeZone& zone) { m_zone = zone; }
    [[nodiscard]] const QTimeZone& zone() const { return m_zone; }

    /// Extent of the data; nothing if there is none.
    void setExtent(std::optional<Interval> extent) { m_extent = extent; }
    /// The range that "show all" means, instead of the extent.
    void setFull(std::optional<Interval> full) { m_fixed = full; }
    /// False while there is neither data nor a full range.
    [[nodiscard]] bool isKnown() const { return m_fixed || m_extent; }
    [[nodiscard]] Interval full() const;
    [[nodiscard]] Interval visible() const;

    /// Whether the visible stretch is neither all nor the followed end.
    [[nodiscard]] bool isFree() const { return m_mode == Mode::Free; }

    void show(const Interval& range);
    void showAll() { m_mode = Mode::All; }
    void follow(double length);
    /// `factor` above 1 zooms in; the position `at` stays where it is.
    void zoom(double at, double factor);
    void pan(double distance);

    /// "14:30:05", "step 6,620", "epoch 4", "0.25 mm/s"
    [[nodiscard]] QString text(double x) const;
    /// "20:00 – 02:00", "1,000 – 2,000"
    [[nodiscard]] QString text(const Interval& span) const;

  private:
    enum class Mode : std::uint8_t { All, Follow, Free };

    XAxis m_kind = XAxis::Number;
    QString m_unit;
    QTimeZone m_zone = QTimeZone::utc();
    std::optional<Interval> m_extent;
    std::optional<Interval> m_fixed;
    Mode m_mode = Mode::All;
    double m_length = 0; ///< Follow
    Interval m_shown;    ///< Free
};

} // namespace driftwood::ui
