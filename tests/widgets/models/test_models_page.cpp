// The Models page, driven by mouse and keyboard.
#include "evaluation/backtest_job.h"
#include "evaluation/stored_model.h"
#include "model/exporters/exporter.h"
#include "models_bench.h"
#include "ui/charts/chart.h"
#include "ui/format/format.h"
#include "ui/itemmodels/models/backtest_history_item_model.h"
#include "ui/itemmodels/models/confusion_item_models.h"
#include "ui/itemmodels/models/wrong_record_item_model.h"
#include "ui/models/errors_report.h"
#include "ui/models/model_overview.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"
#include "ui/widgets/layout/three_columns.h"
#include "ui/widgets/layout/tile.h"
#include "ui/widgets/messages/confirm_dialog.h"
#include "ui/widgets/messages/error_card.h"
#include "ui/widgets/messages/name_dialog.h"
#include "ui/widgets/text/rich_line.h"

#include <QAction>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTreeView>
#include <filesystem>

using namespace driftwood;
using namespace driftwood::ui;
using test::ModelsBench;
using training::Task;

namespace {

constexpr int kLong = 60000;
enum Tab { Overview, Errors, Backtests, Card };

} // namespace

class TestModelsPage : public QObject {
    Q_OBJECT

  private:
    std::unique_ptr<ModelsBench> m_bench;

    ModelsPage& page() { return m_bench->page(); }
    QTableView* records() const { return m_bench->page().findChild<QTableView*>("largestErrors"); }
    WrongRecordItemModel* wrong() const { return m_bench->page().findChild<WrongRecordItemModel*>(); }
    BacktestHistoryItemModel* history() const {
        return m_bench->page().findChild<BacktestHistoryItemModel*>();
    }
    /// The value of the tile with this name.
    QString figure(const QString& label) const {
        const auto* report = m_bench->page().findChild<ErrorsReport*>();
        for (const Tile* tile : report->findChildren<Tile*>())
            if (tile->isVisible() && tile->accessibleName().startsWith(label))
                return tile->accessibleName();
        return {};
    }
    Result<evaluation::BacktestOutcome> backtest(Task task, bool validationOnly) {
        evaluation::BacktestRequest request;
        request.models = {m_bench->modelId(task)};
        request.dataset = task == Task::AnomalyDetection ? ModelsBench::kMachines : ModelsBench::kTrips;
        request.validationOnly = validationOnly;
        request.keep = false;
        return evaluation::runBacktest(*m_bench->app().connection.connection(), m_bench->app().store.folder(),
                                       request, {}, {});
    }
    void showErrors(Task task) {
        m_bench->show(task, Errors);
        QTRY_VERIFY_WITH_TIMEOUT(
            records() != nullptr && records()->isVisible() && records()->model()->rowCount() > 0, kLong);
    }

  private Q_SLOTS:
    void initTestCase() {
        auto bench = ModelsBench::start();
        VERIFY_OK(bench);
        m_bench = std::move(*bench);
    }
    void init() { m_bench->openPage(); }
    void cleanup() { m_bench->closePage(); }
    void cleanupTestCase() { m_bench.reset(); }

    /// Nothing of the previous model is left, whichever it was: figures, tabs, lineage, errors, card.
    void everyPairBothWays() {
        const auto tilesOf = [this](QWidget* view) {
            QStringList labels;
            for (const Tile* tile : view->findChildren<Tile*>())
                if (tile->isVisible())
                    labels << tile->accessibleName().section(':', 0, 0);
            return labels;
        };
        const std::map<Task, QStringList> wanted{
            {Task::AnomalyDetection, {"Threshold"}},
            {Task::Regression, {"MAE", "RMSE"}},
            {Task::Classification, {"Accuracy", "Precision", "Recall", "F1"}},
        };
        const auto check = [&](Task task) {
            m_bench->show(task, Overview);
            const QStringList labels = tilesOf(page().findChild<ModelOverview*>());
            for (const auto& [other, names] : wanted)
                for (const QString& name : names)
                    QVERIFY2(labels.contains(name) == (other == task),
                             qPrintable(name + " among " + labels.join(", ")));
            QVERIFY(!page().grab().isNull());
            m_bench->show(task, Card);
            const auto* card = page().findChild<QTextBrowser*>();
            QTRY_VERIFY(card->toPlainText().contains(QString::fromStdString(m_bench->modelId(task))));
            QTRY_VERIFY(card->verticalScrollBar()->maximum() > 0);
            QCOMPARE(card->verticalScrollBar()->value(), 0);    // it shows its title first
            for (const char* markup : {"**", "##", "\\_", "|"}) // the Markdown is formatted
                QVERIFY2(!card->toPlainText().contains(markup), qPrintable(card->toPlainText()));
            m_bench->show(task, Backtests);
            QVERIFY(!page().grab().isNull());
            m_bench->show(task, Errors); // switch to the next model before the errors are read
        };
        for (const auto& [first, _] : wanted)
            for (const auto& [second, __] : wanted)
                for (const Task task : {first, second}) {
                    check(task);
                    if (QTest::currentTestFailed())
                        return;
                }
        for (const auto& [task, label] :
             {std::pair(Task::Regression, "MAE"), std::pair(Task::AnomalyDetection, "Mean score"),
              std::pair(Task::Classification, "F1"), std::pair(Task::AnomalyDetection, "Mean score"),
              std::pair(Task::Regression, "MAE"), std::pair(Task::Classification, "F1")}) {
            m_bench->show(task, Errors);
            QTRY_VERIFY2_WITH_TIMEOUT(!figure(label).isEmpty(), label, kLong);
            QVERIFY(!page().grab().isNull());
        }
    }

    void everyFormatOfExportsHasAButtonAndACommand() {
        m_bench->show(Task::Regression, Overview);
        for (const model::Exporter* exporter : model::exporters()) {
            const QString title = qt(exporter->title);
            const auto buttons = page().findChildren<QPushButton*>();
            QVERIFY2(std::ranges::count(buttons, "Export " + title, &QPushButton::accessibleName) == 1,
                     qPrintable(title));
            const auto commands = page().actions();
            QVERIFY2(std::ranges::count(commands, "Export " + title + "…", &QAction::text) == 1,
                     qPrintable(title));
        }
    }

    void theErrorsAreThoseOfABacktestOfTheValidationPart_data() {
        QTest::addColumn<int>("task");
        QTest::addColumn<QString>("metric");
        QTest::addColumn<QString>("label");
        QTest::newRow("anomaly detection") << int(Task::AnomalyDetection) << "reconstruction_error"
                                           << "Mean score";
        QTest::newRow("regression") << int(Task::Regression) << "mae"
                                    << "MAE";
        QTest::newRow("classification") << int(Task::Classification) << "f1"
                                        << "F1";
    }
    void theErrorsAreThoseOfABacktestOfTheValidationPart() {
        QFETCH(int, task);
        QFETCH(QString, metric);
        QFETCH(QString, label);
        showErrors(Task(task));
        const auto outcome = backtest(Task(task), true);
        VERIFY_OK(outcome);
        const double value = outcome->results.front().evaluation.get(metric.toStdString()).value();
        QVERIFY2(figure(label).contains(formatNumber(value)), qPrintable(figure(label)));
        // At training time the model was evaluated on the same rows.
        const auto trained = outcome->results.front().model->validation.get(metric.toStdString());
        QVERIFY(trained);
        QVERIFY2(std::abs(*trained - value) <= 1e-6 * std::abs(value), qPrintable(QString::number(*trained)));
    }

    void aClickOnAnOffsetLeadsToItsRecord() {
        showErrors(Task::Regression);
        QSignalSpy went(&page(), &Page::linkActivated);
        const QModelIndex cell = wrong()->index(2, WrongRecordItemModel::Offset);
        QTest::mouseClick(records()->viewport(), Qt::LeftButton, {}, records()->visualRect(cell).center());
        QCOMPARE(went.size(), 1);
        const Link link = went.first().first().value<Link>();
        QCOMPARE(link.to, Link::To::Position);
        QCOMPARE(link.name, QString("city.trips"));
        QCOMPARE(*link.position, wrong()->position(2).inOnlyTopic());
        // A click elsewhere in the row only selects it; Enter opens it.
        const QModelIndex other = wrong()->index(1, WrongRecordItemModel::Key);
        QTest::mouseClick(records()->viewport(), Qt::LeftButton, {}, records()->visualRect(other).center());
        QCOMPARE(went.size(), 1);
        QTest::keyClick(records(), Qt::Key_Return);
        QCOMPARE(went.size(), 2);
        QCOMPARE(*went.last().first().value<Link>().position, wrong()->position(1).inOnlyTopic());
    }

    void aClassificationShowsWhatWasTakenForWhat() {
        showErrors(Task::Classification);
        auto* matrix = m_bench->named<QTableView>("Confusion matrix");
        QVERIFY(matrix != nullptr);
        QVERIFY(m_bench->named<QTableView>("Figures by class") != nullptr);
        QVERIFY(matrix->model()->rowCount() >= 2);
        QCOMPARE(matrix->model()->columnCount(), matrix->model()->rowCount() + 1);
    }

    /// With the facts open beside it in a small window.
    void noPartOfTheConfusionMatrixIsCut() {
        const QSize before = page().window()->size();
        page().window()->resize(1196, 622); // the page in a window of 1280x800
        showErrors(Task::Classification);
        const auto* columns = page().findChild<ThreeColumns*>();
        columns->factsAction()->setChecked(true);
        auto* matrix = m_bench->named<QTableView>("Confusion matrix");
        auto* figures = m_bench->named<QTableView>("Figures by class");
        QTRY_VERIFY(columns->areFactsShown() && matrix->y() >= 0);
        for (const int width : {1196, 1000, 1440}) {
            page().window()->resize(width, 622);
            QTest::qWait(50);
            QVERIFY2(matrix->horizontalHeader()->length() <= matrix->viewport()->width(),
                     qPrintable(QString::number(width)));
            QVERIFY2(figures->horizontalHeader()->length() <= figures->viewport()->width(),
                     qPrintable(QString::number(width)));
        }
        // With room for both they stand beside each other.
        columns->factsAction()->setChecked(false);
        page().window()->resize(2400, 622);
        const auto placeOf = [](const QWidget* part) { return part->mapTo(part->window(), QPoint()); };
        QTRY_COMPARE(placeOf(figures).y(), placeOf(matrix).y());
        page().window()->resize(before);
    }

    /// Large text: the report scrolls, and its parts do not lie on one another.
    void theErrorsReportScrollsIfItIsTooTall() {
        const QSize before = page().window()->size();
        page().window()->resize(1196, 622); // the page in a window of 1280x800
        setFontFactor(145);
        showErrors(Task::Regression);
        const QTableView* table = records();
        QTRY_VERIFY(table->viewport()->height() >= 3 * table->rowHeight(0));
        const QWidget* report = page().findChild<ErrorsReport*>();
        const auto top = [report](const QWidget* part) { return part->mapTo(report, QPoint()).y(); };
        for (const auto* chart : report->findChildren<Chart*>())
            if (chart->isVisible())
                QVERIFY(top(chart) + chart->height() <= top(table) - lineHeight(TextStyle::Small));
        setFontFactor(100);
        page().window()->resize(before);
    }

    /// Names in the card's own font keep the size that they were made with, so it is made anew.
    void theCardFollowsTheTextSize() {
        m_bench->show(Task::Regression, Card);
        const auto* card = page().findChild<QTextBrowser*>();
        QTRY_VERIFY(card->toPlainText().contains(QString::fromStdString(m_bench->modelId(Task::Regression))));
        const auto largest = [card] {
            int pixels = 0;
            for (QTextBlock block = card->document()->begin(); block.isValid(); block = block.next())
                for (auto at = block.begin(); !at.atEnd(); ++at)
                    pixels = std::max(pixels, at.fragment().charFormat().font().pixelSize());
            return pixels;
        };
        const int normal = largest();
        QVERIFY(normal > 0);
        setFontFactor(145);
        QTRY_VERIFY(largest() > normal);
        setFontFactor(100);
        QTRY_COMPARE(largest(), normal);
    }

    void anAnalysisThatIsStoppedCanBeginAgain() {
        m_bench->show(Task::AnomalyDetection, Errors);
        QVERIFY(page().stopWhatRuns());
        QPushButton* again = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT(
            [&] {
                for (auto* button : page().findChildren<QPushButton*>())
                    if (button->isVisible() && button->text() == "Score the validation part")
                        again = button;
                return again != nullptr;
            }(),
            kLong);
        QVERIFY(!page().stopWhatRuns());
        QTest::mouseClick(again, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(records()->isVisible() && records()->model()->rowCount() > 0, kLong);
    }

    void aBacktestBegunHereIsKeptAndShown() {
        m_bench->show(Task::Regression, Overview);
        const int before = history()->rowCount();
        QAction* action = nullptr;
        for (QAction* candidate : page().headerActions())
            if (candidate->text() == "Back-test…")
                action = candidate;
        QVERIFY(action != nullptr);
        action->trigger();
        auto* datasets = m_bench->named<QComboBox>("Data set to try the model on");
        QVERIFY(datasets != nullptr);
        QTRY_VERIFY(datasets->hasFocus());
        QCOMPARE(datasets->currentText(), QString(ModelsBench::kTrips)); // its training data
        QPushButton* start = nullptr;
        for (auto* button : page().findChildren<QPushButton*>())
            if (button->isVisible() && button->text() == "Back-test")
                start = button;
        QVERIFY(start != nullptr && start->isEnabled());
        QTest::mouseClick(start, Qt::LeftButton);
        QVERIFY(!start->isEnabled());
        QTRY_COMPARE_WITH_TIMEOUT(history()->rowCount(), before + 1, kLong);
        QTRY_VERIFY(start->isEnabled());
        const auto outcome = backtest(Task::Regression, false);
        VERIFY_OK(outcome);
        const auto& kept = history()->backtest(0);
        QCOMPARE(kept.rows, outcome->rows);
        QCOMPARE(kept.predictionsSha256, outcome->results.front().predictionsSha256);
        QVERIFY(outcome->results.front().familiarRows > 0); // the data set is the model's own
        QCOMPARE(kept.quality.valueOrNone().familiarRows, outcome->results.front().familiarRows);
        using Column = BacktestHistoryItemModel::Column;
        QCOMPARE(history()->index(0, Column::Records).data().toString(),
                 QStringLiteral("%1, partly learned").arg(ModelsBench::kTrips));
        QCOMPARE(history()->index(0, Column::First).data().toString(),
                 formatNumber(outcome->results.front().evaluation.get("mae").value()));
        QCOMPARE(history()->index(0, Column::FirstTrained).data().toString(),
                 formatNumber(outcome->results.front().model->validation.get("mae").value()));
        // The list contains only this model's back-tests.
        m_bench->show(Task::Classification, Backtests);
        QCOMPARE(history()->rowCount(), 0);
    }

    void aDataSetThatDoesNotFitIsRefusedInWords() {
        m_bench->show(Task::Regression, Backtests);
        auto* datasets = m_bench->named<QComboBox>("Data set to try the model on");
        datasets->setFocus();
        while (datasets->currentText() != ModelsBench::kMachines) {
            const QString before = datasets->currentText();
            QTest::keyClick(datasets, datasets->currentIndex() == 0 ? Qt::Key_Down : Qt::Key_Up);
            QVERIFY(datasets->currentText() != before);
        }
        for (auto* button : page().findChildren<QPushButton*>())
            if (button->isVisible() && button->text() == "Back-test")
                QTest::mouseClick(button, Qt::LeftButton);
        const ErrorCard* said = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT(
            [&] {
                for (auto* card : page().findChildren<ErrorCard*>())
                    if (card->isVisible())
                        said = card;
                return said != nullptr;
            }(),
            kLong);
        QCOMPARE(said->error().code, ErrorCode::Mismatch);
    }

    void aModelIsRenamedByF2() {
        m_bench->show(Task::Classification, Overview);
        auto* list = page().findChild<QTreeView*>("models");
        list->setFocus();
        QTest::keyClick(list, Qt::Key_F2);
        auto* dialog = page().window()->findChild<NameDialog*>();
        QVERIFY(dialog != nullptr);
        QTest::keyClicks(dialog->findChild<QLineEdit*>("name"), "payments");
        QTest::keyClick(dialog, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(page().crumbs().first().text, QString("payments"), kLong);
        const auto* row = m_bench->app().store.snapshot().model(m_bench->modelId(Task::Classification));
        QVERIFY(row != nullptr);
        QCOMPARE(row->name, std::string("payments"));
        auto workspace = workspace::Workspace::open(m_bench->app().store.folder());
        VERIFY_OK(workspace);
        const auto loaded = evaluation::loadStoredModel(**workspace, "payments");
        VERIFY_OK(loaded);
        QCOMPARE((*loaded)->name, std::string("payments")); // cards, exports and monitors name it so
    }

    /// Runs last, because the model is gone then.
    void aModelIsRemovedWithItsFilesAfterAQuestionThatNamesWhatDependsOnIt() {
        const std::string id = m_bench->modelId(Task::Classification);
        auto workspace = workspace::Workspace::open(m_bench->app().store.folder());
        VERIFY_OK(workspace);
        const std::filesystem::path bundle = (*workspace)->model(id).value().bundlePath;
        QVERIFY(std::filesystem::exists(bundle));
        workspace::MonitorRow monitor;
        monitor.name = "gate";
        monitor.modelId = id;
        VERIFY_OK((*workspace)->addMonitor(monitor));
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->app().store.snapshot().monitors.size(), std::size_t(1), kLong);

        m_bench->show(Task::Classification, Overview);
        auto* list = page().findChild<QTreeView*>("models");
        const auto press = [&]() -> ConfirmDialog* {
            page().window()->activateWindow();
            if (!QTest::qWaitForWindowActive(page().window()))
                return nullptr;
            list->setFocus();
            QTest::keyClick(list, Qt::Key_Delete);
            return page().window()->findChild<ConfirmDialog*>();
        };
        QPointer<ConfirmDialog> dialog = press();
        QVERIFY(dialog);
        const QString said = dialog->findChild<RichLine*>("consequences")->richText().plainText();
        QVERIFY2(said.contains("“gate”"), qPrintable(said));
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(!dialog);
        VERIFY_OK((*workspace)->model(id));

        dialog = press();
        QVERIFY(dialog);
        QTest::mouseClick(dialog->findChild<QPushButton*>("confirm"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(m_bench->app().store.snapshot().model(id) == nullptr, kLong);
        QVERIFY(!std::filesystem::exists(bundle));
        QTRY_COMPARE(page().crumbs().size(), 2);
        QVERIFY(page().crumbs().first().text != "payments"); // another one is shown
    }
};

QTEST_MAIN(TestModelsPage)
#include "test_models_page.moc"
