#pragma once

#include "ui/monitor/shown_monitor.h"
#include "ui/widgets/layout/tile.h"

#include <QCoreApplication>
#include <QTimeZone>

namespace driftwood::ui {

class Preferences;

/// The figures for tiles and wall, as texts and numbers, computed once.
struct FigureTexts {
    Q_DECLARE_TR_FUNCTIONS(driftwood::ui::FigureTexts)

  public:
    struct Figure {
        QString label;
        QString value;
        QString unit;
        QString note;
        bool drift = false; ///< in ember
        bool stale = false; ///< true: from the last answer, not current
    };
    Figure scored;
    Figure latency;
    Figure latencyP99; ///< without the other latencies, for the wall
    Figure lag;
    Figure quality; ///< anomalies, or the mean error
    Figure drifted;
    QString silence;  ///< "no record for 12 min"; empty while records arrive as usual
    QString noAnswer; ///< "no answer since 14:31:50"; empty while the broker answers

    /// Quality is computed over [from, to).
    [[nodiscard]] static FigureTexts of(const ShownMonitor& shown, const QTimeZone& zone, TimestampMs from,
                                        TimestampMs to);
};

/// Scored, latency, lag, anomalies, drifted fields.
class FiguresRow : public TileRow {
    Q_OBJECT

  public:
    explicit FiguresRow(QWidget* parent = nullptr);
    void setTexts(const FigureTexts& texts);

  private:
    Tile* m_scored;
    Tile* m_latency;
    Tile* m_lag;
    Tile* m_quality;
    Tile* m_drifted;
};

} // namespace driftwood::ui
