#include "chart_probe.h"
#include "support/result_check.h"
#include "ui/charts/distribution_chart.h"
#include "ui/charts/series_chart.h"
#include "ui/charts/split_histogram.h"
#include "ui/charts/timeline_chart.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QMenu>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <QtTest>
#include <limits>
#include <sys/stat.h>

using namespace driftwood::ui;

namespace {

QStringList linesOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).split('\n', Qt::SkipEmptyParts)
                                          : QStringList();
}

} // namespace

/// Exported data equals the chart's data.
class TestChartExport : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void csvHoldsEveryPointOfTheVisibleRangeExactly() {
        SeriesChart chart;
        chart.setXAxis(XAxis::Step);
        SeriesTrack& track = chart.track();
        const SeriesId train = track.addSeries(QStringLiteral("train"), SeriesRole::Train);
        const SeriesId validation =
            track.addSeries(QStringLiteral("validation, best"), SeriesRole::Validation);
        for (int i = 0; i < 20000; ++i)
            track.append(train, i, i == 7 ? std::numeric_limits<double>::quiet_NaN() : i / 3.0);
        for (int i = 0; i < 20000; i += 5)
            track.append(validation, i + 0.5, i * 0.1);
        showChart(chart);
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("loss.csv"));
        VERIFY_OK(chart.exportCsv(path));
        const QStringList all = linesOf(path);
        QCOMPARE(all.size(), 1 + 20000 + 4000); // not only the points that were drawn
        QCOMPARE(all[0], QStringLiteral("step,train,\"validation, best\""));
        QCOMPARE(all[2], QStringLiteral("0.5,,0"));
        QCOMPARE(all.filter(QRegularExpression(QStringLiteral("^7,"))).first(), QStringLiteral("7,,"));
        for (const QString& line : all.mid(1)) {
            const QStringList cells = line.split(',');
            if (!cells[1].isEmpty())
                QCOMPARE(cells[1].toDouble(), cells[0].toDouble() / 3.0); // to the last bit
        }
        chart.setVisibleRange({100, 199});
        VERIFY_OK(chart.exportCsv(path));
        QCOMPARE(linesOf(path).size(), 1 + 100 + 20);
    }

    void csvOfATimelineIsOneColumnAPartition() {
        TimelineChart chart;
        chart.setBuckets(Buckets{0, 60000, {{1, 2, 3}, {4, 5, 6}}, {}});
        showChart(chart);
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("timeline.csv"));
        VERIFY_OK(chart.exportCsv(path));
        QCOMPARE(linesOf(path),
                 (QStringList{QStringLiteral("time,P0,P1"), QStringLiteral("1970-01-01T00:00:00.000Z,1,4"),
                              QStringLiteral("1970-01-01T00:01:00.000Z,2,5"),
                              QStringLiteral("1970-01-01T00:02:00.000Z,3,6")}));
    }

    void aPictureHasTheSizeItsScaleAsksFor() {
        SeriesChart chart;
        const SeriesId id = chart.track().addSeries(QStringLiteral("v"), SeriesRole::Measure);
        for (int i = 0; i < 10000; ++i)
            chart.track().append(id, i, (i * 7919) % 101);
        showChart(chart, {600, 300});
        QTemporaryDir folder;
        for (const double scale : {1.0, 2.0, 3.0}) {
            const QString path = folder.filePath(QStringLiteral("chart%1.png").arg(scale));
            VERIFY_OK(chart.exportPng(path, scale));
            const QImage image(path);
            QCOMPARE(image.size(), QSize(600, 300) * scale);
            QSet<QRgb> colours;
            for (int x = 0; x < image.width(); ++x)
                colours << image.pixel(x, image.height() / 2);
            QVERIFY(colours.contains(color(Token::Measure).rgb()));
        }
    }

    void thePointerIsNotInThePicture() {
        SeriesChart chart;
        const SeriesId id = chart.track().addSeries(QStringLiteral("v"), SeriesRole::Measure);
        for (int i = 0; i < 100; ++i)
            chart.track().append(id, i, i);
        showChart(chart);
        const QImage before = chart.picture(1);
        hover(chart, pointAt(chart, 50));
        QCOMPARE(chart.picture(1), before);
        QVERIFY(chart.crosshair());
    }

    void svgIsWellFormedAndHasTheSize() {
        SplitHistogram chart;
        chart.setParts({0, 60000, {5, 6, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 4}});
        showChart(chart, {500, 200});
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("split.svg"));
        VERIFY_OK(chart.exportSvg(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(&file);
        QVERIFY(xml.readNextStartElement());
        QCOMPARE(xml.attributes().value(QStringLiteral("viewBox")).toString(), QStringLiteral("0 0 500 200"));
        int elements = 0;
        while (!xml.atEnd())
            elements += xml.readNext() == QXmlStreamReader::StartElement;
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QVERIFY(elements > 10);
    }

    void aFolderThatIsNotThereIsAnErrorThatSaysSo() {
        DistributionChart chart;
        chart.setReference(QStringLiteral("reference"), {{0, 1, 2}, {3, 4}});
        showChart(chart);
        const QString path = QStringLiteral("/no/such/folder/x.csv");
        const auto csv = chart.exportCsv(path);
        QVERIFY(!csv);
        QCOMPARE(csv.error().code, driftwood::ErrorCode::Io);
        QCOMPARE(QString::fromStdString(csv.error().where), path);
        QVERIFY(!chart.exportPng(QStringLiteral("/no/such/folder/x.png")));
        QVERIFY(!chart.exportSvg(QStringLiteral("/no/such/folder/x.svg")));
    }

    void aPipeIsNotReplaced() {
        DistributionChart chart;
        chart.setReference(QStringLiteral("reference"), {{0, 1, 2}, {3, 4}});
        showChart(chart);
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("pipe"));
        QCOMPARE(::mkfifo(path.toLocal8Bit().constData(), 0600), 0);
        for (const auto& written : {chart.exportCsv(path), chart.exportPng(path), chart.exportSvg(path)}) {
            QVERIFY(!written);
            QVERIFY(!written.error().hint.empty());
        }
        struct stat info {};
        QVERIFY(::lstat(path.toLocal8Bit().constData(), &info) == 0 && S_ISFIFO(info.st_mode));
    }

    void aRightClickOffersExportAndThePagesOwnActions() {
        SeriesChart chart;
        chart.track().addSeries(QStringLiteral("v"), SeriesRole::Measure);
        chart.track().append(0, 0, 1);
        chart.track().append(0, 100, 2);
        showChart(chart);
        double at = 0;
        connect(&chart, &Chart::menuRequested, &chart, [&](QMenu* menu, double x) {
            at = x;
            menu->addAction(QStringLiteral("Records here"));
        });
        QTest::mouseClick(&chart, Qt::RightButton, {}, pointAt(chart, 50));
        auto* menu = chart.findChild<QMenu*>();
        QVERIFY(menu && menu->isVisible());
        QVERIFY(std::abs(at - 50) < 1);
        QStringList texts;
        for (const QAction* action : menu->actions())
            texts << action->text();
        QCOMPARE(texts.first(), QStringLiteral("Records here"));
        QVERIFY(texts.contains(QStringLiteral("Export chart…")));
        for (QAction* action : menu->actions())
            if (action->text() == QStringLiteral("Copy picture"))
                action->trigger();
        QCOMPARE(QGuiApplication::clipboard()->image().size(), chart.size() * 2);
        menu->close();
    }
};

QTEST_MAIN(TestChartExport)
#include "test_chart_export.moc"
