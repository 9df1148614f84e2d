#pragma once

#include "ui/charts/plot/qcp.h"
#include "ui/charts/plot/tickers.h"

#include "ui/charts/chart_types.h"

class QPushButton;

namespace driftwood::ui {

class ChartPrivate;
class Track;

/// Everything around the tracks: title row, labels of the horizontal axis, texts below it, live edge, gaps,
/// the sentence of an empty chart, the failure.
class Frame {
  public:
    explicit Frame(ChartPrivate& chart)
        : m_chart(chart) {}

    QString title;
    QString detail;
    QString figure;
    QString figureUnit;
    QString footnote;
    QString emptyText;
    std::optional<double> liveEdge;
    QString liveText;
    std::vector<Gap> gaps;

    void setFailure(const QString& what, const QString& where, const QString& action);
    void clearFailure();
    [[nodiscard]] bool hasFailed() const { return m_failed; }
    [[nodiscard]] QString failureText() const;
    /// The line below the axis: how many points are drawn, and the footnote.
    [[nodiscard]] QStringList footTexts() const; ///< longest first
    void paintFoot(QCPPainter& painter, double left, double top, double height);

    [[nodiscard]] int topRoom() const;
    /// Width of the longest title, detail or legend in the gutter.
    [[nodiscard]] double gutterWords() const;
    [[nodiscard]] bool isUnitBesideBars(const Track& track) const;
    [[nodiscard]] int bottomRoom() const;
    [[nodiscard]] double rightRoom(double width) const;
    /// Chooses the ticker for the axis' kind and width.
    void setTicker(QCPAxis& axis, double width);
    void placeButton();

    void paintGround(QCPPainter& painter);
    void paintMarks(QCPPainter& painter);
    void paintFocus(QCPPainter& painter);

  private:
    [[nodiscard]] bool hasTitleRow() const;
    void paintTitleRow(QCPPainter& painter);
    double paintLegend(QCPPainter& painter, const QRectF& row, double right) const;
    [[nodiscard]] std::vector<QRectF> bandsOf(const Gap& gap) const;
    void paintGapWords(QCPPainter& painter);
    void paintGutter(QCPPainter& painter, const Track& track);
    void paintLabels(QCPPainter& painter);
    void paintDates(QCPPainter& painter, const QCPAxis& axis, const QVector<double>& ticks, double top);
    void paintMessage(QCPPainter& painter);

    ChartPrivate& m_chart;
    QSharedPointer<TimeTicker> m_timeTicker{new TimeTicker};
    QSharedPointer<NumberTicker> m_numberTicker{new NumberTicker};
    QSharedPointer<LogTicker> m_logTicker{new LogTicker};
    bool m_failed = false;
    QString m_what;
    QString m_where;
    QPushButton* m_button = nullptr;
};

} // namespace driftwood::ui
