#include "support/result_check.h"
#include "training_bench.h"
#include "ui/format/format.h"
#include "ui/widgets/messages/name_dialog.h"
#include "ui/widgets/text/rich_line.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSettings>
#include <QStandardPaths>
#include <QTableView>
#include <QTreeView>
#include <QtTest>

using namespace driftwood;
using namespace driftwood::ui;

/// Changes that must last: of the label, of a run's name, and of the time that a run has taken.
class TestChangesKept : public QObject {
    Q_OBJECT

  private:
    static constexpr std::int64_t kHeldAt = 20;
    static constexpr std::int64_t kStoppedAt = 30;

    test::DemoBench m_demo;
    QTemporaryDir m_settings;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::TrainingBench> m_bench;

    std::filesystem::path folder() const { return m_folder->path().toStdString(); }
    Page& page() { return m_bench->page(); }

    void chooseRegression() {
        QVERIFY(m_bench->openForm());
        auto* task = m_bench->named<QComboBox>("Task");
        task->setFocus();
        QTest::keyClick(task, Qt::Key_Down);
    }
    bool label(const QString& field) { return m_bench->typeInto("Label: the field to predict", field); }
    bool isInput(const char* path) const {
        return std::ranges::any_of(m_bench->form().checked().request.features.inputs,
                                   [&](const auto& input) { return input.path == path; });
    }
    /// Presses Space on a field in the table of features.
    bool toggle(const char* path) {
        auto* table = m_bench->named<QTableView>("Features");
        const auto found =
            table->model()->match(table->model()->index(0, 0), Qt::DisplayRole, path, 1, Qt::MatchExactly);
        if (found.size() != 1)
            return false;
        table->setFocus();
        table->setCurrentIndex(found.first());
        QTest::keyClick(table, Qt::Key_Space);
        return true;
    }

    QString lines() const {
        QStringList texts;
        for (const auto* line : m_bench->window().findChildren<RichLine*>())
            if (line->isVisible())
                texts << line->richText().plainText();
        return texts.join('\n');
    }

  private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName("driftwood-test");
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
        auto demo = test::demoBench();
        VERIFY_OK(demo);
        m_demo = std::move(*demo);
    }

    void init() {
        QSettings().clear();
        m_folder = std::make_unique<QTemporaryDir>();
        VERIFY_OK(test::addDemoDataset(m_demo, folder(), "shift", TopicName("plant.machines"), 500));
        m_bench = std::make_unique<test::TrainingBench>(m_demo, folder());
    }
    void cleanup() {
        m_bench.reset();
        m_folder.reset();
    }

    void whatWasTheLabelIsAnInputAgain() {
        chooseRegression();
        QVERIFY(label("vibration"));
        QTRY_VERIFY(isInput("pressure") && !isInput("vibration"));
        QVERIFY(label("pressure"));
        QTRY_VERIFY(isInput("vibration") && !isInput("pressure"));
        QVERIFY(label("vibration"));
        QTRY_VERIFY(isInput("pressure") && !isInput("vibration"));
    }

    void alsoAfterTheTableWasUsed() {
        chooseRegression();
        QVERIFY(label("vibration"));
        QTRY_VERIFY(isInput("pressure") && isInput("temperature") && !isInput("vibration"));
        QVERIFY(toggle("@timestamp"));
        QVERIFY(isInput("@timestamp"));
        QVERIFY(toggle("temperature"));
        QVERIFY(!isInput("temperature"));

        QVERIFY(label("pressure"));
        QTRY_VERIFY(isInput("vibration") && !isInput("pressure"));
        QVERIFY(isInput("@timestamp") && !isInput("temperature"));
        // A field that the user left out stays out, also after it was the label.
        QVERIFY(label("temperature"));
        QTRY_VERIFY(isInput("pressure") && !isInput("temperature"));
        QVERIFY(label("pressure"));
        QTRY_VERIFY(!isInput("pressure"));
        QVERIFY(!isInput("temperature"));
    }

    void theHeaderFollowsANewName_data() {
        QTest::addColumn<bool>("trainedHere");
        QTest::newRow("stored") << false;
        QTest::newRow("trained in this session") << true;
    }

    void theHeaderFollowsANewName() {
        QFETCH(bool, trainedHere);
        std::int64_t id = 0;
        if (trainedHere) {
            const auto* run = m_bench->beginRun("1");
            QVERIFY(run != nullptr && test::ended(run));
            id = run->runId();
        } else {
            id = m_bench->addStoredRun({.name = "shift", .status = workspace::RunStatus::Stopped});
            m_bench->app().store.refresh();
        }
        QVERIFY(page().open(Link::run(id)));
        QTRY_VERIFY(page().crumbs().size() > 1 && page().crumbs()[1].text == "shift");
        QString header; // the header as the window shows it
        connect(&page(), &Page::headerChanged, this, [&] { header = page().crumbs().value(1).text; });
        auto* list = m_bench->named<QTreeView>("Runs");
        list->setFocus();
        QTest::keyClick(list, Qt::Key_F2);
        NameDialog* dialog = nullptr;
        QTRY_VERIFY((dialog = m_bench->window().findChild<NameDialog*>()) != nullptr && dialog->isVisible());
        auto* edit = dialog->findChild<QLineEdit*>();
        edit->selectAll();
        QTest::keyClicks(edit, "after");
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_COMPARE(header, QString("after"));
        QCOMPARE(list->model()->rowCount(), 1);
        QCOMPARE(list->model()->index(0, 0).data().toString(), QString("after"));
        page().disconnect(this);
    }

    void theTimeOfAResumedRunIsThatOfAllItsParts() {
        const test::StepGate& gate = m_bench->holdRunsAt(1);
        auto* first = m_bench->beginHeldRun(gate, kHeldAt);
        QVERIFY(first != nullptr);
        first->stop();
        QVERIFY(test::ended(first));
        VERIFY_OK((*workspace::Workspace::open(folder()))
                      ->addMetrics(first->runId(), {{first->row().steps, "train/seconds", 7200.0}}));
        QVERIFY(QTest::qWaitFor(
            [&] { return m_bench->click(QStringLiteral("Resume from step %1").arg(first->row().steps)); }));
        gate.openUntil(kStoppedAt);
        QTRY_VERIFY_WITH_TIMEOUT(m_bench->session() != first && gate.reached(), 30'000);
        // A waiting run sends no steps: the next one, after the interval, delivers those before it.
        QTest::qWait(2 * static_cast<int>(session::TrainingSession::kBatchEvery.count()));
        gate.openUntil(kStoppedAt + 2);
        const QString trained = "trained " + formatDuration(std::chrono::hours(2));
        QTRY_VERIFY2_WITH_TIMEOUT(lines().contains(trained), qPrintable(lines()), 30'000);
        gate.open();
        m_bench->session()->stop();
        QVERIFY(test::ended(m_bench->session()));
        QTRY_VERIFY2(lines().contains(trained), qPrintable(lines()));
    }
};

QTEST_MAIN(TestChangesKept)
#include "test_changes_kept.moc"
