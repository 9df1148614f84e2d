#include "../charts/chart_probe.h"
#include "monitoring/monitor_history.h"
#include "session/app_context.h"
#include "support/result_check.h"
#include "support/sample_model.h"
#include "ui/charts/track_chart.h"
#include "ui/monitor/alarms/alarms_panel.h"
#include "ui/monitor/figures_row.h"
#include "ui/monitor/monitor_list.h"
#include "ui/monitor/monitor_page.h"
#include "ui/monitor/shown_monitor.h"
#include "ui/monitor/track_series.h"
#include "ui/monitor/tracks_view.h"
#include "ui/monitor/wall/wall_drift.h"
#include "ui/monitor/wall/wall_window.h"
#include "ui/theme/theme.h"
#include "ui/widgets/controls/labelled_combo.h"
#include "ui/widgets/layout/three_columns.h"

#include <QAbstractButton>
#include <QAction>
#include <QListView>
#include <QPointer>
#include <QScrollArea>
#include <QScrollBar>
#include <QSet>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

// One page shows monitors of every kind of model in turn: nothing of the previous one may be left.

using namespace driftwood;
using namespace driftwood::ui;
using training::Task;

namespace {

constexpr int kWaitMs = 20'000;
constexpr std::int64_t kStart = 1'777'600'000'000;
constexpr int kPoints = 120;

struct Kind {
    const char* name;
    Task task;
    int classes = 3;
    bool onePass = false;
    std::size_t fields = 0; ///< of the reference; 0: all fields
    bool numeric = true;
};

// The first kind has the most series and fields, so its leftovers would be visible in the others.
const std::vector<Kind> kKinds{
    {"anomaly", Task::AnomalyDetection},
    {"anomaly of one field", Task::AnomalyDetection, 3, false, 1},
    {"anomaly of categories", Task::AnomalyDetection, 3, false, 0, false},
    {"regression", Task::Regression},
    {"regression in one pass", Task::Regression, 3, true},
    {"two classes", Task::Classification, 2},
    {"three classes", Task::Classification, 3},
    {"three classes in one pass", Task::Classification, 3, true},
};

model::TrainedModel modelOf(const Kind& kind, std::uint64_t seed) {
    model::TrainedModel model = test::plantModel(kind.task, kind.classes, seed);
    model.name = kind.name;
    if (kind.onePass) {
        model.lineage.learner = training::LearnerKind::OnePass;
        model.prequential.values = {{"mae", 1.25}, {"accuracy", 0.75}};
    }
    if (kind.fields > 0)
        model.reference.fields.resize(kind.fields);
    if (!kind.numeric)
        for (auto& field : model.reference.fields)
            field.sample.clear();
    model::assignId(model);
    return model;
}

/// `gap`: whole seconds in the middle in which another model scored as many records as this one.
std::vector<monitoring::TrackPoint> pointsOf(const model::TrainedModel& model, int gap = 0) {
    std::vector<monitoring::TrackPoint> points;
    for (int i = 0; i < kPoints; ++i) {
        monitoring::TrackPoint point;
        const int shift = i < kPoints / 2 ? 0 : gap;
        point.begin = TimestampMs(kStart + (i + shift) * 1000);
        point.records = 10;
        point.anomalous = i % 7 == 0 ? 1 : 0;
        const bool classes = model.task == Task::Classification;
        const double value = classes ? 0.5 + 0.04 * (i % 11) : 20.0 + i % 11;
        point.score = {0.1, 0.2 + 0.01 * i, 0.9};
        point.error.add(0.25);
        point.prediction.add(value);
        point.actual.add(classes ? i % model.classes() : value + 1.0); // a class is recorded by its index
        for (std::size_t k = 0; k < model.reference.fields.size(); ++k) {
            point.fields.emplace_back();
            point.fields.back().add(value + static_cast<double>(k));
        }
        if (point.anomalous > 0)
            point.note({point.begin, 1.5, {PartitionId(0), Offset(i * 10)}});
        const int offset = 10 * (i + shift);
        point.ranges = {{PartitionId(0), Offset(offset), Offset(offset + 10)}};
        points.push_back(std::move(point));
    }
    return points;
}

} // namespace

class TestKindsOfMonitor : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QTemporaryDir m_settings;
    std::map<std::string, std::int64_t> m_ids; ///< of the monitors, by the kind's name
    std::unique_ptr<session::AppContext> m_app;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<MonitorPage> m_page;

    std::filesystem::path folder() const { return m_folder.path().toStdString(); }

    Result<std::int64_t> add(workspace::Workspace& workspace, const Kind& kind, std::uint64_t seed) {
        const model::TrainedModel model = modelOf(kind, seed);
        workspace::ModelRow row;
        row.id = model.id;
        row.name = model.name;
        row.task = training::taskName(model.task);
        row.bundlePath = (folder() / "models" / model.id).string();
        row.createdAt = "2026-05-01T00:00:00.000Z";
        std::filesystem::create_directories(folder() / "models");
        if (auto s = model::saveBundle(model, row.bundlePath); !s)
            return forward(s);
        if (auto s = workspace.addModel(row); !s)
            return forward(s);
        workspace::MonitorRow monitor;
        monitor.modelId = model.id;
        monitor.sourceTopic = "plant";
        monitor.group = std::string("watch-") + std::to_string(seed);
        monitor.startedAt = monitor.stoppedAt = row.createdAt;
        auto id = workspace.addMonitor(monitor);
        if (!id)
            return id;
        monitoring::TrackRecorder track(model);
        track.restore(monitoring::TrackRecorder::kFirstWidth, pointsOf(model));
        monitoring::DriftTrail trail;
        monitoring::DriftWindow window;
        window.from = TimestampMs(kStart);
        window.to = TimestampMs(kStart + kPoints * 1000);
        window.records = 10 * kPoints;
        window.psi.assign(model.reference.fields.size(), 0.3F);
        trail.restore({window}, std::nullopt);
        if (auto s = monitoring::HistoryWriter(workspace, *id).save(track, trail); !s)
            return forward(s);
        return id;
    }

    TrackChart* chart() const { return m_page->findChild<TracksView*>()->chart(); }

    /// Shows the monitor and waits until it is drawn.
    void show(const Kind& kind) {
        QVERIFY(m_page->open(Link::monitor(m_ids.at(kind.name))));
        QTRY_VERIFY2_WITH_TIMEOUT(chart() != nullptr && chart()->summary().contains(wordOf(kind)), kind.name,
                                  kWaitMs);
        QCOMPARE(m_page->crumbs().last().text, QString(kind.name));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(!m_page->grab().isNull()); // grab() paints everything once
    }
    static QString wordOf(const Kind& kind) {
        return kind.task == Task::AnomalyDetection ? "Anomaly score"
               : kind.task == Task::Regression     ? "Absolute error"
                                                   : "Wrong";
    }

  private Q_SLOTS:
    void initTestCase() {
        QCoreApplication::setOrganizationName("driftwood-test");
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
        applyTheme(*qApp, ThemeChoice::Light);
        m_preferences = std::make_unique<Preferences>();
        auto workspace = workspace::Workspace::open(folder());
        VERIFY_OK(workspace);
        std::uint64_t seed = 11;
        for (const Kind& kind : kKinds) {
            const auto id = add(**workspace, kind, seed++);
            VERIFY_OK(id);
            m_ids[kind.name] = *id;
        }
    }
    void init() {
        m_app = std::make_unique<session::AppContext>(folder());
        m_app->store.refresh();
        QTRY_VERIFY_WITH_TIMEOUT(m_app->store.loaded(), kWaitMs);
        m_page = std::make_unique<MonitorPage>(PageContext{*m_app, *m_preferences});
        m_page->resize(1440, 852);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }
    void cleanup() {
        m_page.reset();
        m_app.reset();
    }

    void everyPairBothWays() {
        for (const Kind& first : kKinds)
            for (const Kind& second : kKinds) {
                show(first);
                if (QTest::currentTestFailed())
                    return;
                show(second);
                if (QTest::currentTestFailed())
                    return;
            }
    }

    void aClassIsNoNumberOnAnAxis() {
        for (const Kind& kind : kKinds) {
            if (kind.task != Task::Classification)
                continue;
            show(kind);
            if (QTest::currentTestFailed())
                return;
            const QString said = chart()->summary();
            const QString track = said.section("Wrong", 0, 0);
            QVERIFY2(track.contains(kind.classes == 2 ? "Probability" : "Confidence"), qPrintable(said));
            QVERIFY2(track.contains("between 50 and 90"), qPrintable(said)); // percent
            // With two classes, the actual value is the share of the second; with more there is no such
            // number.
            QCOMPARE(track.contains("actual"), kind.classes == 2);
            QVERIFY2(said.section("Wrong", 1).contains("now 25"), qPrintable(said));
        }
    }

    /// One field is shown, whether it was clicked in the strip of drift or chosen in the box.
    void theFieldIsTheSameInTheBoxAndInTheStrip() {
        show(kKinds.front());
        auto* box = m_page->findChild<LabelledCombo*>();
        QVERIFY(box != nullptr && box->isVisible() && box->count() > 2);
        settle();
        QCOMPARE(chosenRow(*chart()), box->currentText());
        QSignalSpy clicked(chart(), &Chart::rowActivated);
        int followed = 0;
        for (int row = 0; row < 3; ++row) {
            const QString before = box->currentText();
            QTest::mouseClick(chart(), Qt::LeftButton, Qt::NoModifier, rowAt(*chart(), row));
            QCOMPARE(clicked.count(), row + 1);
            const QString name = clicked.last().first().toString();
            const bool drawn = box->findText(name) >= 0;
            QCOMPARE(box->currentText(), drawn ? name : before); // a text cannot be drawn
            settle();
            QCOMPARE(chosenRow(*chart()), box->currentText());
            followed += drawn && name != before ? 1 : 0;
        }
        QVERIFY(followed > 0);
        for (int step = 0; step < 2; ++step) {
            box->setFocus();
            QTest::keyClick(box, box->currentIndex() == 0 ? Qt::Key_Down : Qt::Key_Up);
            settle();
            QCOMPARE(chosenRow(*chart()), box->currentText());
        }
    }

    void theSpansButtonIsLiftedWhileAnotherStretchIsSeen() {
        show(kKinds[5]);
        QAbstractButton* pressed = nullptr;
        for (auto* button : m_page->findChildren<QAbstractButton*>())
            pressed = button->text() == "15 min" ? button : pressed;
        QVERIFY(pressed != nullptr && pressed->isChecked());
        chart()->setFocus();
        QTest::keyClick(chart(), Qt::Key_Plus);
        QTRY_VERIFY(!pressed->isChecked());
        QTest::mouseClick(pressed, Qt::LeftButton);
        QTRY_VERIFY(pressed->isChecked());
        QTRY_VERIFY(!chart()->isZoomed());
    }

    /// With large text the charts keep a height in which they can be read; the page scrolls instead.
    void largeTextLeavesChartsTheirHeight() {
        show(kKinds.front());
        m_page->resize(1200, 900);
        setFontFactor(150);
        m_page->resize(1200, 540);
        QTRY_VERIFY(chart()->height() >= chart()->minimumSizeHint().height());
        const QScrollArea* scrolled = nullptr;
        for (QWidget* over = chart()->parentWidget(); over != nullptr && scrolled == nullptr;
             over = over->parentWidget())
            scrolled = qobject_cast<QScrollArea*>(over);
        QVERIFY(scrolled != nullptr);
        QTRY_VERIFY(scrolled->verticalScrollBar()->maximum() > 0);
        setFontFactor(100);
        m_page->resize(1440, 852);
        QTRY_COMPARE(scrolled->verticalScrollBar()->maximum(), 0);
    }

    void byTheListAsFastAsKeysGo() {
        show(kKinds.front());
        QListView* list = nullptr;
        for (auto* view : m_page->findChildren<QListView*>())
            list = view->accessibleName() == "Monitors" ? view : list;
        QVERIFY(list != nullptr);
        QCOMPARE(list->model()->rowCount(), static_cast<int>(kKinds.size()));
        list->setFocus();
        for (int round = 0; round < 3; ++round)
            for (const auto key :
                 {Qt::Key_End, Qt::Key_Home, Qt::Key_Down, Qt::Key_Down, Qt::Key_Up, Qt::Key_Down})
                QTest::keyClick(list, key); // before the previous monitor's model was read
        QTRY_VERIFY_WITH_TIMEOUT(chart() != nullptr, kWaitMs);
        show(kKinds[3]);
    }

    void theWallFollows() {
        const auto wall = [] {
            for (auto* widget : QApplication::topLevelWidgets())
                if (auto* found = qobject_cast<WallWindow*>(widget); found != nullptr && found->isVisible())
                    return found;
            return static_cast<WallWindow*>(nullptr);
        };
        for (const Kind& first : kKinds) {
            show(first);
            if (QTest::currentTestFailed())
                return;
            for (QAction* action : m_page->headerActions())
                if (action->text() == "Wall")
                    action->trigger();
            QTRY_VERIFY(wall() != nullptr);
            const QPointer<WallWindow> shown = wall();
            for (const Kind& second : kKinds) {
                QVERIFY(m_page->open(Link::monitor(m_ids.at(second.name))));
                shown->refresh(); // while its model is being read
                QVERIFY(!shown->grab().isNull());
                QTRY_VERIFY_WITH_TIMEOUT(chart() != nullptr && chart()->summary().contains(wordOf(second)),
                                         kWaitMs);
                shown->refresh();
                QVERIFY(!shown->grab().isNull());
            }
            QTest::keyClick(shown, Qt::Key_Escape);
            QTRY_VERIFY(wall() == nullptr);
        }
    }

    void theGapOfAChampionSaysWhoScoredThere() {
        auto workspace = workspace::Workspace::open(folder());
        VERIFY_OK(workspace);
        const Kind& kind = kKinds[3];
        const model::TrainedModel model = modelOf(kind, 11 + 3);
        const std::int64_t id = m_ids.at(kind.name);
        monitoring::TrackRecorder track(model);
        track.restore(monitoring::TrackRecorder::kFirstWidth, pointsOf(model, 600));
        workspace::MonitorRow champion;
        champion.modelId = model.id;
        champion.sourceTopic = "plant";
        champion.targetTopic = "pred.plant";
        champion.startedAt = champion.stoppedAt = "2026-05-02T00:00:00.000Z";
        const auto left = (*workspace)->addMonitor(champion);
        VERIFY_OK(left);
        VERIFY_OK(monitoring::HistoryWriter(**workspace, *left).save(track, monitoring::DriftTrail()));
        MonitorBook book(*m_app);
        ShownMonitor shown(*m_app, book);
        const auto gap = [&] {
            const auto gaps = gapsOf(shown.track(), [&](const auto& before, const auto& after) {
                return shown.scoredBetween(before, after);
            });
            return gaps.size() == 1 ? gaps.front().text : QString();
        };
        shown.show(*left);
        QTRY_VERIFY_WITH_TIMEOUT(gap().startsWith("no records"), kWaitMs);
        // The promotion happened at the end of the champion's scored records.
        workspace::PromotionRow promotion;
        promotion.fromMonitorId = *left;
        promotion.toMonitorId = id;
        promotion.state = workspace::PromotionState::Done;
        promotion.requestedAt = promotion.doneAt = champion.startedAt;
        promotion.positions = std::vector<Position>{{PartitionId(0), Offset(10 * kPoints / 2)}};
        VERIFY_OK((*workspace)->addPromotion(promotion));
        m_app->store.refresh();
        QTRY_VERIFY2_WITH_TIMEOUT(gap().startsWith("scored by regression"), qPrintable(gap()), kWaitMs);
        // A silence in which no other model scored records stays a silence.
        const auto between = [&](qint64 end, qint64 begin) {
            monitoring::TrackPoint before;
            monitoring::TrackPoint after;
            before.ranges = {{PartitionId(0), Offset(0), Offset(end)}};
            after.ranges = {{PartitionId(0), Offset(begin), Offset(begin + 10)}};
            return shown.scoredBetween(before, after);
        };
        QVERIFY(between(600, 600).isEmpty());
        QVERIFY(between(610, 700).isEmpty());
        QVERIFY(!between(600, 601).isEmpty());
    }

    /// Runs last, because the workspace keeps the other monitors.
    void noTwoMonitorsHaveOneName() {
        auto workspace = workspace::Workspace::open(folder());
        VERIFY_OK(workspace);
        const auto rows = (*workspace)->monitors();
        VERIFY_OK(rows);
        const auto of = [&](const Kind& kind) {
            return *std::ranges::find(*rows, m_ids.at(kind.name), &workspace::MonitorRow::id);
        };
        for (const Kind& kind : {kKinds[0], kKinds[1], kKinds[2]}) {
            workspace::MonitorRow more = of(kind);
            more.id = 0;
            more.name = "line"; // passed on by a promotion
            VERIFY_OK((*workspace)->addMonitor(more));
        }
        workspace::MonitorRow again = of(kKinds[4]); // the same model attached again
        again.id = 0;
        VERIFY_OK((*workspace)->addMonitor(again));
        m_app->store.refresh();
        const auto* list = m_page->findChild<MonitorList*>()->view()->model();
        QTRY_VERIFY(list->rowCount() >= static_cast<int>(kKinds.size()) + 4);
        QSet<QString> names;
        const auto allDiffer = [&] {
            names.clear();
            for (int row = 0; row < list->rowCount(); ++row)
                names << list->index(row, 0).data().toString();
            return static_cast<int>(names.size()) == list->rowCount();
        };
        QTRY_VERIFY_WITH_TIMEOUT(allDiffer(), 20000);
        for (const Kind& kind : {kKinds[0], kKinds[1], kKinds[2]})
            QVERIFY2(names.contains(QStringLiteral("line (%1)").arg(kind.name)), kind.name);
        QVERIFY(!names.contains(kKinds[4].name));
    }

    // With large text, the details must not cover the page, because covered controls cannot be reached.
    void detailsCoverNothingAtAnyTextSize() {
        for (const int percent : {100, 140, 150}) {
            setFontFactor(percent);
            m_page->resize(1200, 700); // the room on a screen of 1280 × 800
            show(kKinds[5]);
            auto* columns = m_page->findChild<ThreeColumns*>();
            columns->factsAction()->setChecked(true);
            const QWidget* details = m_page->findChild<AlarmsPanel*>();
            QTRY_VERIFY(details->isVisible());
            const auto left = [&] { return details->mapTo(m_page.get(), QPoint()).x(); };
            for (const QWidget* part : {static_cast<const QWidget*>(chart()),
                                        static_cast<const QWidget*>(m_page->findChild<FiguresRow*>())}) {
                const auto right = [&] { return part->mapTo(m_page.get(), QPoint(part->width(), 0)).x(); };
                QTRY_VERIFY2(right() <= left(), qPrintable(QString::number(percent)));
                QVERIFY(part->width() >= part->minimumSizeHint().width());
            }
            columns->factsAction()->setChecked(false);
        }
        setFontFactor(100);
    }

    void theWallsTimesStandRightBelowItsStrips() {
        WallDrift drift;
        drift.resize(500, 1000);
        HeatRows heat;
        heat.edges = {0, 60'000};
        heat.rows = {{"gypsy_query_jpg", {0.3}, {}, {}, 0.3}, {"b", {0.1}, {}, {}, 0.1}};
        const auto picture = [&](int percent) {
            setFontFactor(percent);
            drift.setRows(heat, 1.0, {0, 60'000}, QTimeZone::utc());
            QImage image(drift.size(), QImage::Format_RGB32);
            image.fill(Qt::magenta);
            drift.render(&image, {}, {}, QWidget::DrawChildren);
            return image;
        };
        const auto lastInk = [](const QImage& image) {
            int last = -1;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    if (image.pixelColor(x, y) != QColor(Qt::magenta))
                        last = y;
            return last;
        };
        for (const int percent : {100, 145}) {
            const int end = lastInk(picture(percent)); // it must not be drawn at the bottom of the 1000 px
            QVERIFY2(end > 150 && end < 400, qPrintable(QString::number(end)));
        }
        setFontFactor(100);
    }
};

QTEST_MAIN(TestKindsOfMonitor)
#include "test_kinds_of_monitor.moc"
