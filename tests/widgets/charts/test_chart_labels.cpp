#include "chart_probe.h"
#include "ui/charts/series_chart.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <cmath>
#include <vector>

using namespace driftwood::ui;

namespace {

QString svgOf(Chart& chart) {
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("chart.svg")));
    const bool written = chart.exportSvg(file.fileName()).has_value();
    return written && file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

/// Where a chart places its words: beside lines, and clear of one another.
class TestChartLabels : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    // At the minimum of a V, a text above the point would cross both lines.
    void theWordsOfTheBestStandWhereNoLineIs() {
        SeriesChart chart;
        chart.setXAxis(XAxis::Step);
        const SeriesId validation =
            chart.track().addSeries(QStringLiteral("validation"), SeriesRole::Validation);
        const SeriesId train = chart.track().addSeries(QStringLiteral("train"), SeriesRole::Train);
        for (int i = 0; i <= 200; ++i) {
            chart.track().append(validation, i, std::abs(i - 100) * 0.2);
            chart.track().append(train, i, -20.0);
        }
        chart.track().setBest(validation, 100);
        showChart(chart, {800, 400});
        const auto best = QRegularExpression(QStringLiteral("<text[^>]* y=\"([\\d.]+)\"[^>]*>\\s*best"))
                              .match(svgOf(chart));
        QVERIFY(best.hasMatch());
        const QRectF stage = stageOf(chart);
        const Interval seen = verticalRange(chart);
        const double point = stage.bottom() - stage.height() * (0 - seen.begin) / seen.length();
        QVERIFY2(best.captured(1).toDouble() > point, qPrintable(best.captured(1)));
    }

    /// The best evaluations of compared runs are near each other and near the ends of the lines.
    void noLabelCoversAnother() {
        SeriesChart chart;
        chart.setXAxis(XAxis::Step);
        for (int run = 0; run < 4; ++run) {
            const SeriesId id =
                chart.track().addSeries(QStringLiteral("run %1 val.").arg(run + 1),
                                        run == 0 ? SeriesRole::Validation : SeriesRole::Category, run + 2);
            for (int i = 0; i <= 100; ++i)
                chart.track().append(id, i, 0.1 + 0.0005 * run + std::abs(i - 97) * 0.01);
            chart.track().setBest(id, 97);
        }
        showChart(chart, {800, 400});
        const QString svg = svgOf(chart);
        static const QRegularExpression text(
            QStringLiteral("<text[^>]* x=\"([\\d.]+)\" y=\"([\\d.]+)\"[^>]*>\\s*([^<]*?)\\s*</text>"));
        struct Label {
            QString words;
            QRectF place;
        };
        std::vector<Label> labels;
        for (auto found = text.globalMatch(svg); found.hasNext();) {
            const auto match = found.next();
            const double x = match.captured(1).toDouble();
            const double y = match.captured(2).toDouble();
            if (match.captured(3).size() < 4) // a tick's number, whose place is told by its group
                continue;
            labels.push_back({match.captured(3), QRectF(x + 1, y - 8, 4.0 * match.captured(3).size(), 8)});
        }
        QCOMPARE(std::ranges::count(labels, QString("best"), &Label::words), 4);
        for (std::size_t i = 0; i < labels.size(); ++i)
            for (std::size_t other = 0; other < i; ++other)
                QVERIFY2(!labels[i].place.intersects(labels[other].place),
                         qPrintable(labels[i].words + " lies on " + labels[other].words));
    }
};

QTEST_MAIN(TestChartLabels)
#include "test_chart_labels.moc"
