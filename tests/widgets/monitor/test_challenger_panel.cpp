#include "drift/drift_json.h"
#include "runs/training_job.h"
#include "session/app_context.h"
#include "shown_on_page.h"
#include "support/result_check.h"
#include "support/trained_demo.h"
#include "ui/monitor/challenger_panel.h"

#include <QApplication>
#include <QMenu>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTimer>
#include <QtTest>

using namespace driftwood;
using namespace driftwood::ui;
using test::buttonOf;
using test::kMachines;
using test::says;

namespace {

constexpr int kWaitMs = 60'000;

} // namespace

/// Another model on the records of a monitor, with the demo's broker.
class TestChallengerPanel : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    test::TrainedDemo m_demo;

  private Q_SLOTS:
    void initTestCase() {
        auto demo = test::TrainedDemo::start(m_folder.path().toStdString());
        VERIFY_OK(demo);
        m_demo = std::move(*demo);
    }

    /// A model that was trained on the brushed range has learned all of it: no record will ever come into it.
    void aBrushedRangeThatTheChallengerLearnedIsLeft() {
        const std::filesystem::path folder = m_folder.path().toStdString();
        const broker::TopicRanges learned = m_demo.model->lineage.dataset.ranges();
        runs::TrainRequest request;
        request.modelName = "wider";
        request.training.network = {training::NetworkKind::Autoencoder, {24, 6, 24}};
        request.training.epochs = 2;
        request.dataset = m_demo.model->lineage.dataset.name;
        VERIFY_OK(runs::runTraining(*m_demo.connection, folder, request, {}, {}));
        workspace::MonitorRow row;
        row.modelId = m_demo.model->id;
        row.sourceTopic = kMachines.value;
        row.profileName = m_demo.feed->profile().name;
        row.drift = drift::DriftConfig();
        row.startedAt = "2026-05-01T10:00:00Z";
        row.stoppedAt = "2026-05-01T11:00:00Z";
        const auto id = (*workspace::Workspace::open(folder))->addMonitor(row);
        VERIFY_OK(id);
        // Records that are new to both come, some on each partition.
        broker::TopicRanges scored = learned;
        m_demo.feed->setLiveRate(20.0);
        QTRY_VERIFY_WITH_TIMEOUT(([&] {
                                     const auto marks = m_demo.connection->watermarks(kMachines);
                                     for (broker::OffsetRange& range : scored.ranges)
                                         for (const broker::Watermarks& mark :
                                              marks.value_or(std::vector<broker::Watermarks>()))
                                             if (mark.partition == range.partition)
                                                 range.end = mark.high;
                                     return scored.span() >= learned.span() + 100;
                                 }()),
                                 kWaitMs);
        m_demo.feed->setLiveRate(0.0);

        session::AppContext app(folder);
        app.store.refresh();
        app.connection.connectTo(m_demo.feed->profile());
        QTRY_VERIFY_WITH_TIMEOUT(app.store.loaded() && app.connection.topic(kMachines) != nullptr, kWaitMs);
        MonitorBook book(app);
        ShownMonitor shown(app, book);
        shown.show(*id);
        QTRY_VERIFY_WITH_TIMEOUT(shown.model() != nullptr, kWaitMs);
        ChallengerPanel panel(app, shown, [&] { return ChallengerPanel::Scored{learned, scored}; });
        panel.resize(400, 400);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        QPushButton* add = buttonOf(&panel, "Add…");
        QVERIFY(add != nullptr);
        QTRY_VERIFY(add->isEnabled());
        // The menu runs its own event loop, so it is operated from a timer.
        QTimer::singleShot(0, this, [] {
            QWidget* menu = QApplication::activePopupWidget();
            QVERIFY(menu != nullptr);
            QTest::keyClick(menu, Qt::Key_Down);
            QTest::keyClick(menu, Qt::Key_Return);
        });
        QTest::mouseClick(add, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(says(panel, "One of them was trained on all of the brushed range"), kWaitMs);
        auto* attach = panel.findChild<QPushButton*>("attachChallenger");
        QVERIFY(attach->isVisible());

        // Once another model has its place, nothing is offered there that would not work.
        auto workspace = workspace::Workspace::open(folder);
        VERIFY_OK(workspace);
        workspace::MonitorRow successor = row;
        successor.modelId = app.store.snapshot().models.front().id;
        const auto next = (*workspace)->addMonitor(successor);
        VERIFY_OK(next);
        workspace::PromotionRow promotion;
        promotion.fromMonitorId = *id;
        promotion.toMonitorId = *next;
        promotion.state = workspace::PromotionState::Done;
        VERIFY_OK((*workspace)->addPromotion(promotion));
        QTRY_VERIFY_WITH_TIMEOUT(!app.store.snapshot().promotions.empty(), kWaitMs);
        panel.refresh(); // as the page does when the book has changed
        QVERIFY(shown.isReplaced());
        QVERIFY(attach->isHidden());
        QVERIFY(panel.findChild<QPushButton*>("promoteChallenger")->isHidden());
        QVERIFY(panel.findChild<QPushButton*>("promoteBack")->isHidden());
        QVERIFY(!add->isEnabled());
    }
};

QTEST_MAIN(TestChallengerPanel)
#include "test_challenger_panel.moc"
