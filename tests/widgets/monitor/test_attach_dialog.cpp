#include "session/app_context.h"
#include "support/result_check.h"
#include "support/settled.h"
#include "support/trained_demo.h"
#include "ui/monitor/attach_dialog.h"
#include "ui/widgets/text/rich_line.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTemporaryDir>
#include <QtTest>

using namespace driftwood;
using namespace driftwood::ui;
using test::kMachines;

namespace {

constexpr int kWaitMs = 60'000;

template <class W>
W* named(const QWidget& parent, const QString& name) {
    for (auto* widget : parent.findChildren<W*>())
        if (widget->accessibleName() == name)
            return widget;
    return nullptr;
}

QPushButton* attachButton(const QWidget& dialog) {
    for (auto* button : dialog.findChildren<QPushButton*>())
        if (button->text() == "Attach")
            return button;
    return nullptr;
}

void retype(QLineEdit* edit, const QString& text) {
    QTest::mouseClick(edit, Qt::LeftButton);
    QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(edit, Qt::Key_Delete);
    QTest::keyClicks(edit, text);
}

bool says(const QWidget& dialog, const QString& text) {
    for (const auto* line : dialog.findChildren<RichLine*>())
        if (line->richText().plainText().contains(text))
            return true;
    return false;
}

} // namespace

class TestAttachDialog : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    test::TrainedDemo m_demo;
    std::unique_ptr<session::AppContext> m_app;

    void connectAs(const std::string& label) {
        auto profile = m_demo.feed->profile();
        profile.label = label;
        m_app->connection.connectTo(profile);
        QTRY_VERIFY_WITH_TIMEOUT(m_app->connection.topic(kMachines) != nullptr, kWaitMs);
    }

  private Q_SLOTS:
    void initTestCase() {
        auto demo = test::TrainedDemo::start(m_folder.path().toStdString());
        VERIFY_OK(demo);
        m_demo = std::move(*demo);
    }
    void init() {
        m_app = std::make_unique<session::AppContext>(m_folder.path().toStdString());
        m_app->store.refresh();
        QTRY_VERIFY_WITH_TIMEOUT(m_app->store.loaded(), kWaitMs);
    }
    void cleanup() { m_app.reset(); }

    void itProposesTheTrainingTopicAndSaysWhatWillBeWritten() {
        connectAs({});
        AttachDialog dialog(*m_app, QString::fromStdString(m_demo.model->id));
        dialog.show();
        QCOMPARE(named<QComboBox>(dialog, "Topic to score")->currentText(), QString("plant.machines"));
        QVERIFY(says(dialog, "pred.machines-ae"));
        QVERIFY(says(dialog, "driftwood-machines-ae"));
        QVERIFY(says(dialog, "Nothing else is written"));
        QVERIFY(attachButton(dialog)->isEnabled());
        const auto request = dialog.request();
        QCOMPARE(request.modelId, m_demo.model->id);
        QCOMPARE(request.attachment.source, kMachines);
        QCOMPARE(request.attachment.target.value, std::string("pred.machines-ae"));
        QCOMPARE(request.attachment.startAt, scoring::StartAt::Committed);
        QVERIFY(request.drift == drift::DriftConfig());
    }

    void aChallengerIsProposedForTheChampionsTopicAndRules() {
        connectAs({});
        AttachDialog dialog(*m_app, QString::fromStdString(m_demo.model->id));
        dialog.show();
        const QString other = QStringLiteral("city.trips");
        QVERIFY(named<QComboBox>(dialog, "Topic to score")->findText(other) >= 0);
        drift::DriftConfig rules;
        rules.windowRecords = 300;
        rules.psiThreshold = 0.3;
        rules.raiseAfter = 4;
        dialog.proposeBeside(TopicName(other.toStdString()), rules);
        QCOMPARE(dialog.request().attachment.source.value, other.toStdString());
        const drift::DriftConfig proposed = dialog.request().drift;
        QCOMPARE(proposed.windowRecords, rules.windowRecords);
        QCOMPARE(proposed.psiThreshold, rules.psiThreshold);
        QCOMPARE(proposed.raiseAfter, rules.raiseAfter);
    }

    void whatCannotWorkIsSaidAndRefused() {
        connectAs({});
        AttachDialog dialog(*m_app, {});
        dialog.show();
        auto* target = named<QLineEdit>(dialog, "Topic for predictions");
        retype(target, "plant.machines");
        QVERIFY(!attachButton(dialog)->isEnabled());
        retype(target, "with blanks");
        QVERIFY(!attachButton(dialog)->isEnabled());
        retype(target, "pred.other");
        QVERIFY(attachButton(dialog)->isEnabled());
        retype(named<QLineEdit>(dialog, "Consumer group"), " ");
        QVERIFY(!attachButton(dialog)->isEnabled());
    }

    void deadLettersGoWhereOneSays() {
        connectAs({});
        AttachDialog dialog(*m_app, {});
        dialog.show();
        auto* letters = named<QLineEdit>(dialog, "Topic for dead letters");
        QVERIFY(letters != nullptr && letters->text().isEmpty());
        QVERIFY(dialog.request().attachment.deadLetter.value.empty());
        QVERIFY(!says(dialog, "refuses go to"));
        for (const char* wrong : {"with blanks", "plant.machines", "pred.machines-ae", "__dead"}) {
            retype(letters, wrong);
            QVERIFY2(!attachButton(dialog)->isEnabled(), wrong);
        }
        retype(letters, "dead.machines");
        QVERIFY(attachButton(dialog)->isEnabled());
        QVERIFY(says(dialog, "Predictions that it refuses go to dead.machines. Nothing else is written."));
        QCOMPARE(dialog.request().attachment.deadLetter.value, std::string("dead.machines"));
        for (auto* choice : dialog.findChildren<QRadioButton*>())
            if (choice->text().startsWith("Do not publish"))
                QTest::mouseClick(choice, Qt::LeftButton, {}, {8, choice->height() / 2});
        QVERIFY(!letters->isEnabled());
        QVERIFY(dialog.request().attachment.deadLetter.value.empty());
    }

    /// A click after typing must hit the field that the user aimed at.
    void noFieldMovesWhileOneTypes() {
        connectAs({});
        AttachDialog dialog(*m_app, QString::fromStdString(m_demo.model->id));
        dialog.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
        auto* target = named<QLineEdit>(dialog, "Topic for predictions");
        auto* group = named<QLineEdit>(dialog, "Consumer group");
        const auto places = [&] {
            test::settle(); // laid out
            return QList<int>{target->mapTo(&dialog, QPoint()).y(), group->mapTo(&dialog, QPoint()).y()};
        };
        retype(target, "p");
        const QList<int> before = places();
        retype(target, "plant.machines.predictions.of.the.second.model.with.a.long.name");
        QCOMPARE(places(), before);
        retype(target, "plant.machines"); // refused with an error text
        QVERIFY(!attachButton(dialog)->isEnabled());
        QCOMPARE(places(), before);
        retype(target, QString(200, 'x')); // the error text is longer than its reserved room
        QCOMPARE(places(), before);
        retype(target, "p");
        QCOMPARE(places(), before);
    }

    void scoringWithoutPublishingNamesNoTopicAndNoGroup() {
        connectAs({});
        AttachDialog dialog(*m_app, {});
        dialog.show();
        for (auto* choice : dialog.findChildren<QRadioButton*>())
            if (choice->text().startsWith("Do not publish"))
                QTest::mouseClick(choice, Qt::LeftButton, {}, {8, choice->height() / 2});
        QVERIFY(says(dialog, "Nothing is written to the cluster"));
        QVERIFY(attachButton(dialog)->isEnabled());
        auto* start = named<QComboBox>(dialog, "Start");
        QCOMPARE(start->findText("group", Qt::MatchContains), -1); // there is none
        QCOMPARE(dialog.request().attachment.startAt, scoring::StartAt::Latest);
        start->setCurrentIndex(start->count() - 1);
        for (auto* choice : dialog.findChildren<QRadioButton*>())
            if (choice->text().startsWith("Publish"))
                QTest::mouseClick(choice, Qt::LeftButton, {}, {8, choice->height() / 2});
        QVERIFY(start->findText("group", Qt::MatchContains) >= 0);
        QCOMPARE(dialog.request().attachment.startAt, scoring::StartAt::Earliest); // keeps the choice
        for (auto* choice : dialog.findChildren<QRadioButton*>())
            if (choice->text().startsWith("Do not publish"))
                QTest::mouseClick(choice, Qt::LeftButton, {}, {8, choice->height() / 2});
        QVERIFY(dialog.request().attachment.target.value.empty());
        QVERIFY(dialog.request().attachment.group.empty());
    }

    void onProductionTheTargetIsTypedFirst() {
        connectAs("production");
        AttachDialog dialog(*m_app, {});
        dialog.show();
        auto* typed = named<QLineEdit>(dialog, "Name of the target topic, typed to confirm");
        QVERIFY(typed != nullptr);
        QVERIFY(!attachButton(dialog)->isEnabled());
        retype(typed, "pred.machines");
        QVERIFY(!attachButton(dialog)->isEnabled());
        QTest::keyClicks(typed, "-ae");
        QVERIFY(attachButton(dialog)->isEnabled());
    }

    /// Runs last, because the workspace keeps the other monitor.
    void anotherModelsGroupAndTopicAreNotProposed() {
        auto workspace = workspace::Workspace::open(m_folder.path().toStdString());
        VERIFY_OK(workspace);
        workspace::MonitorRow other;
        other.modelId = "another";
        other.sourceTopic = kMachines.value;
        other.targetTopic = "pred.machines-ae";
        other.group = "driftwood-machines-ae";
        other.profileName = m_demo.feed->profile().name;
        VERIFY_OK((*workspace)->addMonitor(other));
        m_app->store.refresh();
        QTRY_VERIFY_WITH_TIMEOUT(!m_app->store.snapshot().monitors.empty(), kWaitMs);
        connectAs({});
        AttachDialog dialog(*m_app, QString::fromStdString(m_demo.model->id));
        dialog.show();
        const QString own = "machines-ae-" + QString::fromStdString(m_demo.model->id.substr(0, 8));
        QCOMPARE(named<QLineEdit>(dialog, "Topic for predictions")->text(), "pred." + own);
        QCOMPARE(named<QLineEdit>(dialog, "Consumer group")->text(), "driftwood-" + own);
        QVERIFY(attachButton(dialog)->isEnabled());
    }
};

QTEST_MAIN(TestAttachDialog)
#include "test_attach_dialog.moc"
