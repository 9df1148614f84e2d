// A live line of a million points: our chart compared with QCustomPlot's own graph, in its plain form and
// with the hint that makes it usable.

#include "turns.h"
#include "ui/charts/plot/chart_private.h"
#include "ui/charts/series_chart.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <cstdio>
#include <random>

using namespace driftwood;
using namespace driftwood::ui;

namespace {

constexpr int kPoints = 1'000'000;
constexpr int kAppended = 2'000;
constexpr QSize kSize{900, 400};

std::vector<double> noise(int count, unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<double> value;
    std::vector<double> out(static_cast<std::size_t>(count));
    for (double& one : out)
        one = value(random);
    return out;
}

std::unique_ptr<QCustomPlot> plainPlot(const std::vector<double>& y, QCP::PlottingHints hints) {
    auto plot = std::make_unique<QCustomPlot>();
    plot->resize(kSize);
    plot->setPlottingHints(hints);
    QCPGraph* graph = plot->addGraph();
    graph->setPen(QPen(color(Token::Measure), 1.3));
    QVector<double> x(kPoints);
    for (int i = 0; i < kPoints; ++i)
        x[i] = i;
    graph->setData(x, {y.begin(), y.end()}, true);
    plot->rescaleAxes();
    plot->show();
    return plot;
}

} // namespace

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    applyTheme(app, ThemeChoice::Light);
    const std::vector<double> y = noise(kPoints, 1);
    const std::vector<double> more = noise(kAppended, 2);

    SeriesChart chart;
    chart.setXAxis(XAxis::Step);
    const SeriesId id = chart.track().addSeries(QStringLiteral("noise"), SeriesRole::Measure);
    std::vector<double> x(kPoints);
    for (int i = 0; i < kPoints; ++i)
        x[static_cast<std::size_t>(i)] = i;
    const double fill = benchmark::usPerCall([&] { chart.track().setData(id, x, y); }, 3);
    chart.resize(kSize);
    chart.show();
    ChartPrivate& ours = ChartPrivate::of(chart);
    const auto drawOurs = [&] {
        ours.refresh();
        ours.plot->replot(QCustomPlot::rpImmediateRefresh);
    };

    const auto hinted = plainPlot(y, QCP::phFastPolylines);
    const std::vector<double> times = benchmark::medianUsInTurns(
        {drawOurs, [&] { hinted->replot(QCustomPlot::rpImmediateRefresh); }, [&] { ours.repaintHover(); }});
    double at = kPoints;
    const double grown = benchmark::usPerCall(
        [&] {
            for (const double one : more)
                chart.track().append(id, at++, one);
            drawOurs();
        },
        20);
    const auto plain = plainPlot(y, QCP::phNone);
    const double untuned = benchmark::usPerCall([&] { plain->replot(QCustomPlot::rpImmediateRefresh); }, 1);

    std::printf("%d points of noise, %dx%d, pen 1.3, milliseconds of processor time\n", kPoints,
                kSize.width(), kSize.height());
    std::printf("  filling the pyramid once          %9.2f\n", fill / 1000);
    std::printf("  our chart, one repaint            %9.2f\n", times[0] / 1000);
    std::printf("  the same after %d more points   %9.2f\n", kAppended, grown / 1000);
    std::printf("  moving its crosshair              %9.2f\n", times[2] / 1000);
    std::printf("  plain graph, fast polylines       %9.2f   %6.1f times ours\n", times[1] / 1000,
                times[1] / times[0]);
    std::printf("  plain graph as it comes           %9.2f   %6.1f times ours\n", untuned / 1000,
                untuned / times[0]);
    return 0;
}
