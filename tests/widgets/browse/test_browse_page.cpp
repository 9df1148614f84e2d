#include "broker/peek.h"
#include "browsing/record_text.h"
#include "session/app_context.h"
#include "session/topic_tail.h"
#include "support/json_topic.h"
#include "support/result_check.h"
#include "ui/browse/browse_page.h"
#include "ui/browse/records/record_inspector.h"
#include "ui/browse/records/record_table.h"
#include "ui/browse/records/result_line.h"
#include "ui/browse/records/search_bar.h"
#include "ui/browse/records/value_dialog.h"
#include "ui/browse/records/whole_value.h"
#include "ui/browse/topics/configuration_view.h"
#include "ui/browse/topics/groups_view.h"
#include "ui/browse/topics/topic_list.h"
#include "ui/format/format.h"
#include "ui/itemmodels/datasets/ranges_item_model.h"
#include "ui/itemmodels/topics/topic_item_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/controls/filter_field.h"
#include "ui/widgets/layout/facts_section.h"
#include "ui/widgets/layout/page_tabs.h"
#include "ui/widgets/layout/three_columns.h"
#include "ui/widgets/lists/windowed_table.h"
#include "ui/widgets/messages/empty_state.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QToolButton>
#include <QTreeView>
#include <QtTest>

// The Browse page on a real broker in this process, driven by mouse and keyboard.

namespace driftwood::ui {

using test::JsonTopic;

namespace {

const TopicName kNumbers("numbers");
const TopicName kMixed("mixed");
const TopicName
    kLong("a.topic.with.a.name.so.long.that.no.list.of.any.reasonable.width.could.show.all.of.it.at.once");
constexpr int kRecords = 2000;
constexpr int kSlowMs = 20000;

} // namespace

class TestBrowsePage : public QObject {
    Q_OBJECT

    JsonTopic m_topic;
    QTemporaryDir m_folder;
    std::unique_ptr<session::AppContext> m_app;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<BrowsePage> m_page;

    RecordTable& table() { return *m_page->findChild<RecordTable*>(); }
    const RecordRows& rows() { return table().model().rows(); }
    QTableView* view() { return table().table()->view(); }
    SearchBar* searchBar() { return m_page->findChild<SearchBar*>(); }
    FilterField* searchField() { return searchBar()->findChild<FilterField*>(); }
    ResultLine* result() { return m_page->findChild<ResultLine*>(); }
    TopicList* topics() { return m_page->findChild<TopicList*>(); }
    QTreeView* tree() { return topics()->findChild<QTreeView*>(); }

    QPushButton* button(const QString& text) {
        for (auto* candidate : m_page->findChildren<QPushButton*>())
            if (candidate->text() == text && candidate->isVisible())
                return candidate;
        return nullptr;
    }

    bool clickTopic(const TopicName& topic) {
        auto* model = static_cast<TopicItemModel*>(tree()->model());
        if (!QTest::qWaitFor([&] { return model->indexOf(QString::fromStdString(topic.value)).isValid(); },
                             kSlowMs))
            return false;
        const QModelIndex index = model->indexOf(QString::fromStdString(topic.value));
        tree()->scrollTo(index);
        QTest::mouseClick(tree()->viewport(), Qt::LeftButton, {}, tree()->visualRect(index).center());
        return true;
    }

    bool waitForRows(qint64 count) {
        return QTest::qWaitFor([&] { return rows().size() == count; }, kSlowMs);
    }

    bool waitForEnd() {
        return QTest::qWaitFor(
            [&] {
                return result()->plainText().contains("Stopped") || result()->plainText().contains("Nothing");
            },
            kSlowMs);
    }

    std::vector<Position> shown() {
        std::vector<Position> out;
        for (qint64 row = 0; row < rows().size(); ++row)
            out.push_back(rows().at(row).position());
        return out;
    }

    bool isRecordInspected() {
        return !m_page->findChild<FactsSection*>(QStringLiteral("recordPosition"))->isHidden();
    }

    /// The visible texts of a view's labels.
    template <class View>
    QStringList said() {
        QStringList words;
        for (auto* label : m_page->findChild<View*>()->template findChildren<QLabel*>())
            if (label->isVisible())
                words << label->text();
        return words;
    }

    void clickTab(const QString& name) {
        auto* tabs = m_page->findChild<PageTabs*>()->tabBar();
        for (int i = 0; i < tabs->count(); ++i)
            if (tabs->tabText(i).section('\t', 0, 0) == name)
                QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(i).center());
    }

    /// Positions of numbered records that satisfy a condition, newest first.
    static std::vector<Position> expected(const std::function<bool(int)>& passes) {
        std::vector<Position> out;
        for (int i = kRecords - 1; i >= 0; --i)
            if (passes(i))
                out.push_back({PartitionId(i % 2), Offset(i / 2)});
        return out;
    }

  private Q_SLOTS:
    void initTestCase() {
        QCoreApplication::setOrganizationName("driftwood-test");
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
        applyTheme(*qApp, ThemeChoice::Light);
    }

    void init() {
        auto topic = JsonTopic::start();
        VERIFY_OK(topic);
        m_topic = std::move(*topic);
        VERIFY_OK(m_topic.makeNumbered(kNumbers, 2, kRecords));
        VERIFY_OK(m_topic.broker->createTopic(kMixed, 1));
        VERIFY_OK(m_topic.broker->createTopic(kLong, 1));
        VERIFY_OK(m_topic.write(kMixed, {{0, 1000, "a", "{\"n\":1}", {{"trace", "x"}}},
                                         {0, 2000, "b", "<no json>", {}},
                                         {0, 3000, "c", std::nullopt, {}}}));
        m_app = std::make_unique<session::AppContext>(m_folder.filePath("workspace").toStdString());
        m_preferences = std::make_unique<Preferences>();
        m_page = std::make_unique<BrowsePage>(PageContext{*m_app, *m_preferences});
        m_page->resize(1440, 900);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        m_app->connection.connectTo(m_topic.broker->profile());
    }

    void cleanup() {
        m_page.reset();
        m_app.reset();
        m_preferences.reset();
        m_topic = {};
    }

    void aTopicOpensWithItsNewestRecordsAsPeekGivesThem() {
        QVERIFY(clickTopic(kNumbers));
        QVERIFY(waitForRows(500));
        broker::PeekRequest request;
        auto peeked = broker::peek(*m_topic.connection, kNumbers, request, {});
        VERIFY_OK(peeked);
        for (qint64 row = 0; row < rows().size(); ++row) {
            const broker::RawRecord& record = (*peeked)[static_cast<std::size_t>(row)];
            QVERIFY((rows().at(row).position() == Position{record.partition, record.offset}));
        }
        QVERIFY(view()->model()->headerData(RecordItemModel::FirstField, Qt::Horizontal).toString() == "n");
        QCOMPARE(m_page->crumbs().constLast().text, QStringLiteral("numbers"));
    }

    /// In a small window the Facts column is folded: Enter opens it for the record.
    void enterOnARecordOpensItInASmallWindowToo() {
        m_page->resize(1280, 800);
        auto* facts = m_page->findChild<ThreeColumns*>()->factsAction();
        QTRY_VERIFY(!facts->isChecked());
        QVERIFY(clickTopic(kNumbers));
        QVERIFY(waitForRows(500));
        auto* inspector = m_page->findChild<RecordInspector*>();
        const auto opensByKey = [&] {
            view()->setFocus();
            QTest::keyClick(view(), Qt::Key_Down);
            QTest::keyClick(view(), Qt::Key_Return);
        };
        const auto opensByMouse = [&] {
            const QPoint at = view()->visualRect(view()->model()->index(3, 0)).center();
            QTest::mouseClick(view()->viewport(), Qt::LeftButton, {}, at);
            QTest::mouseDClick(view()->viewport(), Qt::LeftButton, {}, at);
        };
        for (const std::function<void()>& opens :
             {std::function<void()>(opensByKey), std::function<void()>(opensByMouse)}) {
            facts->setChecked(false);
            QTRY_VERIFY(!inspector->isVisible());
            opens();
            QTRY_VERIFY(inspector->isVisible());
            // The record's names, types and values are visible.
            auto* tree = inspector->findChild<QTreeView*>();
            QTRY_VERIFY(tree->model()->rowCount() > 0);
            const int value = tree->header()->logicalIndex(2);
            QTRY_VERIFY(tree->header()->sectionViewportPosition(value) + tree->header()->sectionSize(value) <=
                        tree->viewport()->width());
            QVERIFY(tree->header()->sectionSize(value) >= tree->viewport()->width() / 4);
        }
    }

    void aLongValueIsShownAndSavedAsAWhole() {
        const TopicName topic("large");
        VERIFY_OK(m_topic.broker->createTopic(topic, 1));
        std::string note;
        for (int i = 0; note.size() < 600'000; ++i)
            note += "größer " + std::to_string(i) + ' ';
        const std::string value =
            "{\"id\":7,\"note\":\"" + note + "\"}"; // moc cannot parse raw strings with quotes at their ends
        VERIFY_OK(m_topic.write(topic, {{0, 1000, "a", value, {}}}));
        m_app->connection.lookNow();
        QVERIFY(clickTopic(topic));
        QVERIFY(waitForRows(1));
        view()->setFocus();
        QTest::keyClick(view(), Qt::Key_Home, Qt::ControlModifier);
        QVERIFY(m_page->findChild<RecordInspector*>()->isVisible());
        QTRY_VERIFY(button(QStringLiteral("Load all %1").arg(formatBytes(qint64(value.size())))) != nullptr);
        QTest::mouseClick(button(QStringLiteral("Load all %1").arg(formatBytes(qint64(value.size())))),
                          Qt::LeftButton);
        auto* dialog = m_page->findChild<ValueDialog*>();
        QVERIFY(dialog != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->pages() > 1, kSlowMs);
        const auto* text = dialog->findChild<QPlainTextEdit*>();
        QPushButton* next = nullptr;
        for (auto* each : dialog->findChildren<QPushButton*>())
            next = each->text() == "Next page" ? each : next;
        QString whole = text->toPlainText();
        for (int page = 1; page < dialog->pages(); ++page) {
            QVERIFY(next != nullptr && next->isEnabled());
            QTest::mouseClick(next, Qt::LeftButton);
            QVERIFY(text->toPlainText().size() <= qsizetype(ValueDialog::kPageBytes));
            whole += text->toPlainText();
        }
        QVERIFY(!next->isEnabled());
        QCOMPARE(whole, QString::fromStdString(browsing::readableText(value)));

        QSignalSpy said(m_page.get(), &Page::noticed);
        const QString path = m_folder.filePath("value.json");
        m_page->findChild<WholeValue*>()->save(path, topic, *table().current());
        QTRY_COMPARE_WITH_TIMEOUT(said.size(), 1, kSlowMs);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll() == QByteArray::fromStdString(value));
        dialog->close();
    }

    void aSearchShowsExactlyWhatTheFilterSelects() {
        QVERIFY(clickTopic(kNumbers));
        QVERIFY(waitForRows(500));
        QTest::mouseClick(searchField(), Qt::LeftButton);
        QTest::keyClicks(searchField(), "level == 7 and n < 1500");
        QTest::keyClick(searchField(), Qt::Key_Return);
        QVERIFY(waitForRows(150));
        QVERIFY(waitForEnd());
        QVERIFY(shown() == expected([](int i) { return i % 10 == 7 && i < 1500; }));
        QVERIFY2(result()->plainText().contains("scanned 2,000"), qPrintable(result()->plainText()));
        QVERIFY2(result()->plainText().contains("end of range"), qPrintable(result()->plainText()));
        // After clearing it with its ✕ the newest records are shown again.
        QToolButton* clear = nullptr;
        for (auto* each : searchField()->findChildren<QToolButton*>())
            clear = each->isVisible() && each->x() > searchField()->width() / 2 ? each : clear;
        QVERIFY(clear != nullptr);
        QTest::mouseClick(clear, Qt::LeftButton);
        QVERIFY(searchField()->text().isEmpty());
        QVERIFY(waitForRows(500));
        QVERIFY(waitForEnd());
        auto newest = expected([](int) { return true; });
        newest.resize(500);
        QVERIFY(shown() == newest);
    }

    void findMoreGoesOnWhereItStopped() {
        QVERIFY(clickTopic(kNumbers));
        QVERIFY(waitForRows(500));
        QTest::mouseClick(searchField(), Qt::LeftButton);
        QTest::keyClicks(searchField(), "n >= 0");
        QTest::keyClick(searchField(), Qt::Key_Return);
        QVERIFY(waitForEnd());
        QVERIFY(waitForRows(500));
        QWidget* more = nullptr;
        for (auto* line : result()->findChildren<QLabel*>())
            if (line->text().contains("Find 500 more"))
                more = line;
        QVERIFY2(more != nullptr, qPrintable(result()->plainText()));
        more->setFocus(Qt::TabFocusReason);
        QTest::keyClick(more, Qt::Key_Return);
        QVERIFY(waitForRows(1000));
        auto all = expected([](int) { return true; });
        all.resize(1000);
        QVERIFY(shown() == all);
    }

    void whatIsTypedIsJudgedAtOnce() {
        QVERIFY(clickTopic(kNumbers));
        QVERIFY(waitForRows(500));
        QTest::mouseClick(searchField(), Qt::LeftButton);
        QTest::keyClicks(searchField(), "levle > 3");
        QString said;
        for (auto* line : searchBar()->findChildren<QLabel*>())
            if (line->isVisible())
                said += line->text();
        QCOMPARE(said, QStringLiteral("No field levle, column 1. Did you mean level?"));
        QVERIFY(!button("Search")->isEnabled());
        QTest::keyClick(searchField(), Qt::Key_Return);
        QCOMPARE(rows().size(), 500);
        QTest::keyClick(searchField(), Qt::Key_Escape);
        QVERIFY(button("Search")->isEnabled());
    }

    void aLiveTailAddsWhatIsWrittenAndSpacePausesIt() {
        QVERIFY(clickTopic(kNumbers));
        QVERIFY(waitForRows(500));
        QVERIFY(waitForEnd());
        QTest::mouseClick(button("Live tail"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(button("Pause") != nullptr, kSlowMs);
        VERIFY_OK(m_topic.write(kNumbers,
                                {JsonTopic::numbered(2, kRecords), JsonTopic::numbered(2, kRecords + 1)}));
        QVERIFY(waitForRows(502));
        QVERIFY((rows().at(0).position() == Position{PartitionId(1), Offset(kRecords / 2)}));

        view()->setFocus();
        QTest::keyClick(view(), Qt::Key_Space);
        QTRY_VERIFY(button("Resume") != nullptr);
        // A second tail shows when the records could have arrived. A fetch that was pending when Space was
        // pressed may still bring the first of them.
        session::TopicTail witness(m_app->background);
        const Offset end(kRecords / 2 + 1);
        witness.start(m_app->connection.connection(),
                      {.topic = kNumbers,
                       .partitions = {},
                       .spec = {},
                       .filter = {},
                       .from = {{PartitionId(0), end}, {PartitionId(1), end}}});
        for (int more = 0; more < 2; ++more) {
            VERIFY_OK(m_topic.write(kNumbers, {JsonTopic::numbered(2, kRecords + 2 + more)}));
            QTRY_COMPARE_WITH_TIMEOUT(witness.counts().received, std::int64_t{1} + more, kSlowMs);
        }
        QVERIFY(rows().size() <= 503);
        QTest::keyClick(view(), Qt::Key_Space);
        QVERIFY(waitForRows(504));

        QVERIFY(m_page->stopWhatRuns());
        QTRY_VERIFY(button("Live tail") != nullptr);
        QVERIFY(!m_page->stopWhatRuns());
    }

    /// More than a tail shows of records that arrive at once.
    void aTailLeavesNoHoleBeforeItsFirstRecordNorAfterAPause() {
        constexpr int kMore = 3000;
        const auto write = [&](int from) {
            std::vector<test::JsonRecord> records;
            for (int i = 0; i < kMore; ++i)
                records.push_back(JsonTopic::numbered(2, from + i));
            return m_topic.write(kNumbers, records);
        };
        QVERIFY(clickTopic(kNumbers));
        QVERIFY(waitForRows(500));
        QVERIFY(waitForEnd());
        VERIFY_OK(write(kRecords));
        QTest::mouseClick(button("Live tail"), Qt::LeftButton);
        QVERIFY2(waitForRows(500 + kMore), qPrintable(result()->plainText()));
        view()->setFocus();
        QTest::keyClick(view(), Qt::Key_Space);
        QTRY_VERIFY(button("Resume") != nullptr);
        VERIFY_OK(write(kRecords + kMore));
        QTest::keyClick(view(), Qt::Key_Space);
        QVERIFY(waitForRows(500 + 2 * kMore));
        QVERIFY(!result()->plainText().contains("too fast"));
    }

    void aLinkToARecordShowsExactlyThatOne() {
        QTRY_VERIFY_WITH_TIMEOUT(m_app->connection.topic(kNumbers) != nullptr, kSlowMs);
        QVERIFY(m_page->open(Link::record(kNumbers, {PartitionId(1), Offset(321)})));
        QTRY_VERIFY_WITH_TIMEOUT(table().current().has_value(), kSlowMs);
        QVERIFY((table().current()->position() == Position{PartitionId(1), Offset(321)}));
        QCOMPARE(table().table()->currentRow(), 0);
        QVERIFY(!m_page->open(Link::model("m1")));
    }

    void aRecordThatIsGoneIsSaidToBe() {
        QTRY_VERIFY_WITH_TIMEOUT(m_app->connection.topic(kNumbers) != nullptr, kSlowMs);
        QSignalSpy notices(m_page.get(), &Page::noticed);
        QVERIFY(m_page->open(Link::record(kNumbers, {PartitionId(1), Offset(99999)})));
        QTRY_COMPARE_WITH_TIMEOUT(notices.size(), 1, kSlowMs);
        QVERIFY(notices.constFirst().constFirst().value<Notice>().text.contains("P1 @ 99,999"));
    }

    void undecodableRecordsAndTombstonesAreThere() {
        QVERIFY(clickTopic(kMixed));
        QVERIFY(waitForRows(3));
        const RecordItemModel& model = table().model();
        QCOMPARE(model.cell(0, RecordItemModel::FirstField, Qt::DisplayRole).toString(),
                 QStringLiteral("null"));
        view()->setFocus();
        QTest::keyClick(view(), Qt::Key_End);
        QTRY_COMPARE(table().current()->position().offset.value, 0);
        QTest::keyClick(view(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("{\"n\":1}"));
        QTest::keyClick(view(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(
            "{\"topic\":\"mixed\",\"partition\":0,\"offset\":0"));
        auto* tabs = m_page->findChild<RecordInspector*>()->findChild<QTabBar*>();
        QVERIFY(tabs->tabText(4).contains('1'));
    }

    void keysGoToNeighboursByKey() {
        QVERIFY(clickTopic(kNumbers));
        QVERIFY(waitForRows(500));
        view()->setFocus();
        QTest::keyClick(view(), Qt::Key_BracketLeft);
        QCOMPARE(table().table()->currentRow(), 0);
        QTest::keyClick(view(), Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(table().table()->currentRow(), 5);
        QTest::keyClick(view(), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(table().table()->currentRow(), 0);
        QTest::keyClick(view(), Qt::Key_BracketRight);
        QCOMPARE(table().table()->currentRow(), 499);
    }

    void theOrderTurnsByTheHeaderOfTheTime() {
        QVERIFY(clickTopic(kNumbers));
        QVERIFY(waitForRows(500));
        QHeaderView* header = view()->horizontalHeader();
        const int other = header->logicalIndex(header->count() - 1); // cannot be sorted, so it gets no arrow
        const int middle = header->sectionViewportPosition(other) + header->sectionSize(other) / 2;
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, QPoint(middle, header->height() / 2));
        QCOMPARE(header->sortIndicatorSection(), int(RecordItemModel::Time));
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, QPoint(20, header->height() / 2));
        QTRY_VERIFY_WITH_TIMEOUT(rows().size() == 500 && rows().at(0).position().offset == Offset(0),
                                 kSlowMs);
    }

    void topicsAreFilteredByName() {
        QVERIFY(clickTopic(kNumbers));
        auto* filter = topics()->findChild<FilterField*>();
        QTest::mouseClick(filter, Qt::LeftButton);
        QTest::keyClicks(filter, "mix");
        QCOMPARE(static_cast<TopicItemModel*>(tree()->model())->shown(), 1);
        QVERIFY2(m_page->crumbs().constLast().text == "numbers", "a filter chooses no other topic");
        QTest::keyClick(filter, Qt::Key_Escape);
        QCOMPARE(static_cast<TopicItemModel*>(tree()->model())->shown(), 3);
    }

    void aBrokerThatGoesAwayLeavesWhatIsShownAndComesBack() {
        QVERIFY(clickTopic(kNumbers));
        QVERIFY(waitForRows(500));
        VERIFY_OK(m_topic.broker->setUp(false));
        QTRY_VERIFY_WITH_TIMEOUT(m_app->connection.state() == session::ConnectionSession::State::Lost, 40000);
        QCOMPARE(rows().size(), 500);
        QVERIFY(table().model().cell(0, 0, Qt::ForegroundRole).isValid());
        VERIFY_OK(m_topic.broker->setUp(true));
        QTRY_VERIFY_WITH_TIMEOUT(m_app->connection.state() == session::ConnectionSession::State::Connected,
                                 40000);
        QVERIFY(!table().model().cell(0, 0, Qt::ForegroundRole).isValid());
        QVERIFY(clickTopic(kMixed));
        QVERIFY(waitForRows(3));
    }

    // Both clusters have a topic of the same name.
    void nothingOfAClusterStaysOnceAnotherIsChosen() {
        auto other = JsonTopic::start();
        VERIFY_OK(other);
        VERIFY_OK(other->makeNumbered(kNumbers, 1, 7));
        QVERIFY(clickTopic(kNumbers));
        QVERIFY(waitForRows(500));
        QVERIFY(waitForEnd());
        QTest::keyClick(view(), Qt::Key_Home, Qt::ControlModifier);
        QTRY_VERIFY(isRecordInspected());
        clickTab("Timeline");
        auto* chosen = m_page->findChild<RangesItemModel*>();
        QTRY_VERIFY_WITH_TIMEOUT(button("Add range") != nullptr && button("Add range")->isEnabled(), kSlowMs);
        QTest::mouseClick(button("Add range"), Qt::LeftButton);
        QTRY_VERIFY(chosen->rowCount() > 0);
        clickTab("Records");

        broker::ConnectionProfile profile = other->broker->profile();
        profile.name = "another cluster";
        m_app->connection.connectTo(profile);
        QCOMPARE(rows().size(), qint64(0)); // already while it connects
        QCOMPARE(chosen->rowCount(), 0);
        QVERIFY(!isRecordInspected());
        QCOMPARE(m_page->crumbs().size(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(m_app->connection.topic(kNumbers) != nullptr, kSlowMs);
        QCOMPARE(rows().size(), qint64(0)); // nobody chose a topic there
        // A link to records of the first cluster shows none of this one.
        QSignalSpy noticed(m_page.get(), &Page::noticed);
        QVERIFY(m_page->open(Link::record(kNumbers, {PartitionId(0), Offset(3)})
                                 .onConnection(m_topic.broker->profile().name)));
        QCOMPARE(noticed.count(), 1);
        QCOMPARE(m_page->crumbs().size(), 1);

        QVERIFY(clickTopic(kNumbers));
        QVERIFY(waitForRows(7));
        clickTab("Timeline");
        QTRY_VERIFY_WITH_TIMEOUT(button("Add range")->isEnabled(), kSlowMs);
        QCOMPARE(chosen->rowCount(), 0);
        m_app->connection.disconnectFrom();
        QCOMPARE(m_page->crumbs().size(), 1);
    }

    void anEmptyTopicAndALongNameSayWhatTheyAre() {
        QVERIFY(clickTopic(kLong));
        QTRY_VERIFY_WITH_TIMEOUT(
            [&] {
                for (auto* empty : m_page->findChildren<EmptyState*>())
                    if (empty->isVisible() && empty->findChild<QLabel*>() != nullptr)
                        return button("Live tail") != nullptr;
                return false;
            }(),
            kSlowMs);
        QVERIFY(tree()->width() <= 360);
    }

    // The broker in this process reports neither groups nor settings; the display of real ones is tested on
    // Apache Kafka.
    void whatTheBrokerCannotTellIsSaidAndNotInvented() {
        QVERIFY(clickTopic(kNumbers));
        clickTab("Groups");
        QTRY_VERIFY_WITH_TIMEOUT(said<GroupsView>().contains("This broker does not list consumer groups"),
                                 kSlowMs);
        QVERIFY(!m_page->findChild<PageTabs*>()->tabBar()->tabText(3).contains('\t')); // no count
        clickTab("Configuration");
        QTRY_VERIFY_WITH_TIMEOUT(
            said<ConfigurationView>().contains("This broker does not report its configuration"), kSlowMs);
        QVERIFY(!m_page->findChild<ConfigurationView*>()->findChild<FilterField*>()->isEnabled());
    }

    void aBrokerThatDoesNotAnswerLeavesAnErrorAndAWayOut() {
        QVERIFY(clickTopic(kNumbers));
        clickTab("Groups");
        QTRY_VERIFY_WITH_TIMEOUT(said<GroupsView>().contains("This broker does not list consumer groups"),
                                 kSlowMs);
        VERIFY_OK(m_topic.broker->setUp(false));
        m_page->refresh();
        QTRY_VERIFY_WITH_TIMEOUT(button("Try again") != nullptr, 40000);
        VERIFY_OK(m_topic.broker->setUp(true));
        QTest::mouseClick(button("Try again"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(said<GroupsView>().contains("This broker does not list consumer groups"),
                                 40000);
    }

    void theViewsOfATopicAreTabs() {
        QVERIFY(clickTopic(kNumbers));
        auto* tabs = m_page->findChild<PageTabs*>()->tabBar();
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(2).center());
        QTRY_VERIFY(m_page->findChild<QTableView*>() != nullptr);
        QVERIFY(!m_page->findChild<RecordInspector*>()->isVisible());
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(0).center());
        QTRY_VERIFY(m_page->findChild<RecordInspector*>()->isVisible());
    }
};

} // namespace driftwood::ui

QTEST_MAIN(driftwood::ui::TestBrowsePage)
#include "test_browse_page.moc"
