#pragma once

#include "ui/charts/plot/qcp.h"

#include <QTimeZone>

namespace driftwood::ui {

/// Round numbers, about one each `spacing` pixels; labels as tickText.
class NumberTicker : public QCPAxisTicker {
  public:
    void setCount(int count) { setTickCount(count); }
    /// The least distance of two ticks, as a share of the axis: labels nearer to each other would overlap.
    void setLeastApart(double share) { m_leastApart = share; }

  protected:
    QVector<double> createTickVector(double step, const QCPRange& range) override;
    double getTickStep(const QCPRange& range) override;
    int getSubTickCount(double) override { return 0; }
    QString getTickLabel(double tick, const QLocale&, QChar, int) override;

  private:
    double m_leastApart = 0;
};

/// 1, 2, 5 of each decade; only decades, or every few of them, where there are too many; round numbers where
/// fewer than two of them lie in the range.
class LogTicker : public QCPAxisTicker {
  public:
    void setCount(int count) { setTickCount(count); }
    /// As NumberTicker's.
    void setLeastApart(double share) { m_leastApart = share; }

  protected:
    QVector<double> createTickVector(double step, const QCPRange& range) override;
    int getSubTickCount(double) override { return 0; }
    QString getTickLabel(double tick, const QLocale&, QChar, int) override;

  private:
    [[nodiscard]] QVector<double> candidates(const QCPRange& range) const;

    double m_leastApart = 0;
};

/// Round times of a zone's clock; keys are milliseconds since 1970.
class TimeTicker : public QCPAxisTicker {
  public:
    void setCount(int count) { setTickCount(count); }
    void setZone(const QTimeZone& zone) { m_zone = zone; }

  protected:
    double getTickStep(const QCPRange& range) override;
    int getSubTickCount(double) override { return 0; }
    QVector<double> createTickVector(double step, const QCPRange& range) override;
    QString getTickLabel(double tick, const QLocale&, QChar, int) override;

  private:
    QTimeZone m_zone = QTimeZone::utc();
    double m_step = 1;
};

} // namespace driftwood::ui
