#pragma once

#include "ui/charts/plot/qcp.h"

#include <QTimeZone>

namespace driftwood::ui {

/// Ticks at round numbers, one per about `spacing` pixels; labels as in tickText.
class NumberTicker : public QCPAxisTicker {
  public:
    void setCount(int count) { setTickCount(count); }
    /// The least distance of two ticks as a share of the axis: nearer labels would overlap.
    void setLeastApart(double share) { m_leastApart = share; }

  protected:
    QVector<double> createTickVector(double step, const QCPRange& range) override;
    double getTickStep(const QCPRange& range) override;
    int getSubTickCount(double) override { return 0; }
    QString getTickLabel(double tick, const QLocale&, QChar, int) override;

  private:
    double m_leastApart = 0;
};

/// Ticks at 1, 2, 5 of each decade; if those are too many, only at decades or every few of them; if fewer
/// than two lie in the range, at round numbers.
class LogTicker : public QCPAxisTicker {
  public:
    void setCount(int count) { setTickCount(count); }
    /// See NumberTicker.
    void setLeastApart(double share) { m_leastApart = share; }

  protected:
    QVector<double> createTickVector(double step, const QCPRange& range) override;
    int getSubTickCount(double) override { return 0; }
    QString getTickLabel(double tick, const QLocale&, QChar, int) override;

  private:
    [[nodiscard]] QVector<double> candidates(const QCPRange& range) const;

    double m_leastApart = 0;
};

/// Ticks at round times of a zone's clock; keys are milliseconds since 1970.
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
