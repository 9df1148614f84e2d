// The Data sets page, driven by mouse and keyboard.
#include "support/demo_context.h"
#include "ui/datasets/datasets_page.h"
#include "ui/datasets/replayable_bars.h"
#include "ui/format/format.h"
#include "ui/itemmodels/datasets/dataset_item_model.h"
#include "ui/itemmodels/datasets/field_roles_item_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/lists/list_roles.h"
#include "ui/widgets/messages/confirm_dialog.h"
#include "ui/widgets/messages/error_card.h"
#include "ui/widgets/messages/name_dialog.h"

#include <QAction>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>

using namespace driftwood;
using namespace driftwood::ui;

namespace {

const TopicName kMachines("plant.machines");
constexpr int kLong = 60000;

} // namespace

class TestDatasetsPage : public QObject {
    Q_OBJECT

  private:
    std::unique_ptr<test::DemoContext> m_demo;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<DatasetsPage> m_page;
    dataset::Manifest m_manifest; ///< of the data set "day", as it was made

    const FieldRolesItemModel* fields() const { return m_page->findChild<FieldRolesItemModel*>(); }
    QAction* action(const QString& text) const {
        for (QAction* action : m_page->headerActions())
            if (action->text().contains(text))
                return action;
        return nullptr;
    }
    void openPage() {
        m_page = std::make_unique<DatasetsPage>(PageContext{*m_demo->app, *m_preferences});
        m_page->resize(1360, 820);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        QVERIFY(m_page->open(Link::dataset("day")));
        QTRY_VERIFY_WITH_TIMEOUT(fields()->rowCount() > 0, kLong);
    }

  private Q_SLOTS:
    void initTestCase() {
        applyTheme(*qApp, ThemeChoice::Light);
        m_demo = std::make_unique<test::DemoContext>();
        QVERIFY2(m_demo->ready(), "the demo did not start");
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_demo->folder.path());
        m_preferences = std::make_unique<Preferences>();
        dataset::DatasetRequest request;
        request.name = "day";
        request.ranges = m_demo->whole(kMachines);
        const auto made =
            profiling::createDataset(m_demo->broker(), m_demo->app->store.folder(), "demo", request, {}, {});
        VERIFY_OK(made);
        m_manifest = (*made)->manifest;
        m_demo->app->store.refresh();
    }
    void init() { openPage(); }
    void cleanup() { m_page.reset(); }
    void cleanupTestCase() { m_demo->app.reset(); }

    void theRowsAreReadAndSaidToBeComplete() {
        QCOMPARE(fields()->rowCount(), int(m_manifest.decoder.schema.fields.size()));
        auto* list = m_page->findChild<QListView*>();
        QTRY_COMPARE_WITH_TIMEOUT(list->model()->index(0, 0).data(TagRole).toString(), QString("complete"),
                                  kLong);
        auto* bars = m_page->findChild<ReplayableBars*>();
        QTRY_VERIFY(bars->isVisible());
        QTRY_COMPARE(bars->height(), bars->sizeHint().height());
        QVERIFY(bars->parentWidget()->rect().contains(bars->geometry()));
        QCOMPARE(m_page->crumbs().last().text, QString("day"));
        QVERIFY(action("Train")->isEnabled());
        QSignalSpy went(m_page.get(), &Page::linkActivated);
        action("Train")->trigger();
        QCOMPARE(went.first().first().value<Link>().to, Link::To::NewRun);
        QCOMPARE(went.first().first().value<Link>().name, QString("day"));
    }

    void theSplitSaysWhenItCuts() {
        const auto data = dataset::loadDataset(m_demo->broker(), m_manifest, {}, {});
        VERIFY_OK(data);
        const auto first = data->rows.timestampsMs()[static_cast<std::size_t>(data->validationBegin)];
        const QString cut = formatTime(first, m_preferences->zone()).left(19);
        bool said = false;
        for (const auto* label : m_page->findChildren<QLabel*>())
            said = said || (label->isVisible() && label->text().contains(cut));
        QVERIFY2(said, qPrintable(cut));
    }

    void theManifestIsShownAsItIsKept() {
        auto* tabs = m_page->findChild<QTabBar*>();
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(3).center());
        auto* text = m_page->findChild<QPlainTextEdit*>();
        QVERIFY(text->isVisible());
        QCOMPARE(text->toPlainText().toStdString(), dataset::toJson(m_manifest));
    }

    void rolesEditedByTheKeyboardOutliveThePage() {
        auto* table = m_page->findChild<QTableView*>("fields");
        QVERIFY(table != nullptr);
        table->setFocus();
        const QModelIndex cell = table->model()->index(2, FieldRolesItemModel::RoleOf);
        table->setCurrentIndex(cell);
        QTest::keyClick(table, Qt::Key_F2);
        QComboBox* editor = nullptr;
        QTRY_VERIFY((editor = table->findChild<QComboBox*>()) != nullptr);
        const QString label = roleText(profiling::FieldRole::Label);
        while (editor->currentText() != label && editor->currentIndex() + 1 < editor->count())
            QTest::keyClick(editor, Qt::Key_Down);
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(cell.data().toString(), label);
        const auto roles = fields()->roles();
        QTRY_VERIFY_WITH_TIMEOUT(!m_demo->app->store.snapshot().dataset("day")->roles.text().empty(), kLong);

        m_page.reset();
        openPage();
        QVERIFY(fields()->roles() == roles);
        QVERIFY(m_demo->app->store.snapshot().dataset("day")->manifest == m_manifest);
    }

    void verifyReadsEveryRecordAgain() {
        QTRY_VERIFY_WITH_TIMEOUT(action("Verify")->isEnabled(), kLong);
        QSignalSpy said(m_page.get(), &Page::noticed);
        action("Verify")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(said.size(), 1, kLong);
        QCOMPARE(said.first().first().value<Notice>().kind, Notice::Kind::Done);
    }

    void aManifestThatIsNoLongerTrueIsRefusedWithTheReason() {
        dataset::Manifest altered = m_manifest;
        altered.name = "altered";
        altered.partitions[0].sha256 = std::string(64, 'a');
        altered.fingerprint = dataset::computeFingerprint(altered);
        m_demo->app->store.change(
            [altered](workspace::Workspace& workspace) { return workspace.addDataset(altered, "demo"); });
        QTRY_VERIFY_WITH_TIMEOUT(m_demo->app->store.snapshot().dataset("altered") != nullptr, kLong);
        m_page->open(Link::dataset("altered"));
        QCOMPARE(m_page->crumbs().last().text, QString("altered"));
        // The page reads it automatically, and reports that the log has different contents.
        auto* card = m_page->findChild<ErrorCard*>();
        QTRY_VERIFY_WITH_TIMEOUT(card->isVisible(), kLong);
        QCOMPARE(card->error().code, ErrorCode::Mismatch);

        auto* list = m_page->findChild<QListView*>();
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Delete);
        auto* question = m_page->findChild<ConfirmDialog*>();
        QTRY_VERIFY(question != nullptr && question->isVisible());
        for (QPushButton* button : question->findChildren<QPushButton*>())
            if (button->text() == "Remove data set")
                QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(m_demo->app->store.snapshot().dataset("altered") == nullptr, kLong);
        QTRY_COMPARE(m_page->crumbs().last().text, QString("day"));
    }

    /// The user opened it to see it.
    void aKnownManifestShowsItsDataSet() {
        QTemporaryDir files;
        const auto write = [&files](const QString& name, const dataset::Manifest& manifest) {
            QFile file(files.filePath(name));
            return file.open(QIODevice::WriteOnly) &&
                   file.write(QByteArray::fromStdString(dataset::toJson(manifest))) > 0;
        };
        QVERIFY(write("known.json", m_manifest));
        dataset::Manifest other = m_manifest;
        other.partitions[0].sha256 = std::string(64, 'b');
        other.fingerprint = dataset::computeFingerprint(other);
        QVERIFY(write("other.json", other));
        const auto openFile = [&](const QString& name) {
            for (auto* button : m_page->findChildren<QPushButton*>())
                if (button->isVisible() && button->text() == "Open manifest…")
                    QTest::mouseClick(button, Qt::LeftButton);
            auto* dialog = m_page->findChild<QFileDialog*>();
            QTRY_VERIFY(dialog != nullptr && dialog->isVisible());
            auto* path = dialog->findChild<QLineEdit*>("fileNameEdit");
            path->setText(files.filePath(name)); // typed, it would be completed, and the list takes a click
            auto* open = dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Open);
            QTRY_VERIFY(open->isEnabled());
            QTest::mouseClick(open, Qt::LeftButton);
            QTRY_VERIFY(m_page->findChild<QFileDialog*>() == nullptr);
        };
        QSignalSpy said(m_page.get(), &Page::noticed);
        openFile("known.json");
        QTRY_COMPARE(said.size(), 1);
        QCOMPARE(said.front().front().value<Notice>().kind, Notice::Kind::Info);
        QCOMPARE(m_page->crumbs().last().text, QString("day"));

        // Another one of that name is asked for a name of its own.
        openFile("other.json");
        NameDialog* question = nullptr;
        QTRY_VERIFY((question = m_page->findChild<NameDialog*>()) != nullptr && question->isVisible());
        QCOMPARE(question->name(), QString("day-2"));
        QTest::keyClick(question->findChild<QLineEdit*>(), Qt::Key_Return);
        QTRY_COMPARE(m_page->crumbs().last().text, QString("day-2"));
        QVERIFY(m_demo->app->store.snapshot().dataset("day-2")->manifest.fingerprint == other.fingerprint);
        m_demo->app->store.change(
            [](workspace::Workspace& workspace) { return workspace.removeDataset("day-2"); });
        QTRY_COMPARE(m_page->crumbs().last().text, QString("day"));
    }

    void whatAnotherProgramMakesAppearsAndDisturbsNothing() {
        auto elsewhere = workspace::Workspace::open(m_demo->app->store.folder());
        VERIFY_OK(elsewhere);
        auto* list = m_page->findChild<QListView*>();
        const auto add = [&](const QString& name) {
            dataset::Manifest manifest = m_manifest;
            manifest.name = name.toStdString();
            return (*elsewhere)->addDataset(manifest, "demo");
        };
        constexpr int kMany = 40;
        for (int i = 0; i < kMany; ++i)
            VERIFY_OK(add(QStringLiteral("theirs-%1").arg(i)));
        QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), kMany + 1, kLong);
        QCOMPARE(m_page->crumbs().last().text, QString("day"));

        // Scrolled away from the current row, with the editor of a field's role open.
        auto* table = m_page->findChild<QTableView*>("fields");
        table->setFocus();
        table->setCurrentIndex(table->model()->index(2, FieldRolesItemModel::RoleOf));
        QTest::keyClick(table, Qt::Key_F2);
        QTRY_VERIFY(table->findChild<QComboBox*>() != nullptr);
        const QPointer<QComboBox> editor = table->findChild<QComboBox*>();
        list->verticalScrollBar()->setValue(list->verticalScrollBar()->maximum() / 2);
        const int scrolled = list->verticalScrollBar()->value();
        QVERIFY(scrolled > 0);
        VERIFY_OK(add(QStringLiteral("one-more")));
        QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), kMany + 2, kLong);
        QCOMPARE(list->verticalScrollBar()->value(), scrolled);
        QCOMPARE(list->currentIndex().data(DatasetItemModel::NameRole).toString(), QString("day"));
        QVERIFY(editor);
        QVERIFY(editor->isVisible());

        VERIFY_OK((*elsewhere)->removeDataset("one-more"));
        for (int i = 0; i < kMany; ++i)
            VERIFY_OK((*elsewhere)->removeDataset(QStringLiteral("theirs-%1").arg(i).toStdString()));
        QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), 1, kLong);
        QCOMPARE(m_page->crumbs().last().text, QString("day"));
    }

    void theListIsFiltered() {
        m_page->focusFilter();
        auto* filter = qobject_cast<QLineEdit*>(m_page->focusWidget());
        QVERIFY(filter != nullptr);
        auto* list = m_page->findChild<QListView*>();
        QTest::keyClicks(filter, "no such");
        QCOMPARE(list->model()->rowCount(), 0);
        QTest::keyClick(filter, Qt::Key_Escape);
        QCOMPARE(list->model()->rowCount(), 1);
    }

    /// Runs last, because the workspace keeps the other two data sets. One has no label, one a numeric one,
    /// one a categorical one.
    void everyPairBothWays() {
        const std::map<QString, QString> labels{
            {"day", {}}, {"minutes", "duration_min"}, {"weather", "weather"}};
        for (const char* name : {"minutes", "weather"}) {
            dataset::DatasetRequest request;
            request.name = name;
            request.ranges = m_demo->whole(TopicName("city.trips"));
            VERIFY_OK(profiling::createDataset(m_demo->broker(), m_demo->app->store.folder(), "demo", request,
                                               {}, {}));
        }
        m_demo->app->store.refresh();
        QTRY_COMPARE(m_demo->app->store.snapshot().datasets.size(), 3U);
        const auto labelShown = [this] {
            QStringList shown;
            for (int row = 0; row < fields()->rowCount(); ++row)
                if (fields()->index(row, FieldRolesItemModel::RoleOf).data().toString() ==
                    roleText(profiling::FieldRole::Label))
                    shown << fields()->index(row, FieldRolesItemModel::Field).data().toString();
            return shown;
        };
        const auto open = [&](const QString& name) {
            QVERIFY(m_page->open(Link::dataset(name)));
            QCOMPARE(m_page->crumbs().last().text, name);
            const auto schema =
                m_demo->app->store.snapshot().dataset(name.toStdString())->manifest.decoder.schema;
            QTRY_COMPARE_WITH_TIMEOUT(fields()->rowCount(), int(schema.fields.size()), kLong);
            QCOMPARE(fields()->index(0, FieldRolesItemModel::Field).data().toString(),
                     QString::fromStdString(schema.fields.front().path));
        };
        for (const auto& [name, label] : labels) {
            open(name);
            if (QTest::currentTestFailed())
                return;
            auto* roles = m_page->findChild<FieldRolesItemModel*>();
            for (int row = 0; row < roles->rowCount(); ++row) { // the first test may have left one
                const QString field = roles->index(row, FieldRolesItemModel::Field).data().toString();
                const bool is = roles->index(row, FieldRolesItemModel::RoleOf).data().toString() ==
                                roleText(profiling::FieldRole::Label);
                if (is != (field == label))
                    roles->setData(
                        roles->index(row, FieldRolesItemModel::RoleOf),
                        roleText(is ? profiling::FieldRole::Feature : profiling::FieldRole::Label));
            }
            QCOMPARE(labelShown(), label.isEmpty() ? QStringList() : QStringList{label});
        }
        auto* tabs = m_page->findChild<QTabBar*>();
        for (const auto& [first, _] : labels)
            for (const auto& [second, __] : labels)
                for (const QString& name : {first, second}) {
                    open(name);
                    if (QTest::currentTestFailed())
                        return;
                    const QString label = labels.at(name);
                    QTRY_VERIFY2(
                        labelShown() == (label.isEmpty() ? QStringList() : QStringList{label}),
                        qPrintable(
                            QStringLiteral("%1 after %2: %3").arg(name, first, labelShown().join(","))));
                    for (int tab = 0; tab < tabs->count(); ++tab) {
                        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(tab).center());
                        QVERIFY(!m_page->grab().isNull());
                    }
                    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(3).center());
                    QVERIFY(m_page->findChild<QPlainTextEdit*>()->toPlainText().contains(name));
                    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(0).center());
                }
    }
};

QTEST_MAIN(TestDatasetsPage)
#include "test_datasets_page.moc"
