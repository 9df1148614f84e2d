#include "session/app_context.h"
#include "support/json_topic.h"
#include "support/result_check.h"
#include "ui/browse/browse_page.h"
#include "ui/browse/records/record_table.h"
#include "ui/theme/theme.h"
#include "ui/widgets/lists/windowed_table.h"

#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>

// Data in envelopes in the Browse page: recognised, taken off when that is chosen, and remembered.

namespace driftwood::ui {

using test::JsonTopic;

namespace {

const TopicName kChanges("changes");
const TopicName kEvents("events");
constexpr int kSlowMs = 20000;

std::string change(const char* op, const std::string& after) {
    return "{\"before\":null,\"after\":" + after + ",\"source\":{\"connector\":\"mysql\"},\"op\":\"" + op +
           "\",\"ts_ms\":1000}";
}

} // namespace

class TestBrowseEnvelopes : public QObject {
    Q_OBJECT

    JsonTopic m_topic;
    QTemporaryDir m_folder;
    std::unique_ptr<session::AppContext> m_app;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<BrowsePage> m_page;

    RecordItemModel& model() { return m_page->findChild<RecordTable*>()->model(); }
    QPushButton* unwrap() { return m_page->findChild<QPushButton*>(QStringLiteral("unwrap")); }
    QStringList columns() {
        QStringList out;
        for (int i = RecordItemModel::FirstField; i < model().columnCount(); ++i)
            out << model().headerData(i, Qt::Horizontal).toString();
        return out;
    }
    /// The cell of the record at an offset, in the column of this name.
    QString cell(std::int64_t offset, const QString& column) {
        const auto row = model().rows().find({PartitionId(0), Offset(offset)});
        for (int i = 0; row && i < model().columnCount(); ++i)
            if (model().headerData(i, Qt::Horizontal).toString() == column)
                return model().cell(*row, i, Qt::DisplayRole).toString();
        return QStringLiteral("no cell");
    }
    void open(const TopicName& topic, qint64 rows) {
        m_page.reset();
        m_app = std::make_unique<session::AppContext>(m_folder.filePath("workspace").toStdString());
        m_app->store.refresh();
        QTRY_VERIFY_WITH_TIMEOUT(m_app->store.loaded(), kSlowMs);
        m_page = std::make_unique<BrowsePage>(PageContext{*m_app, *m_preferences});
        m_page->resize(1440, 900);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        broker::ConnectionProfile profile = m_topic.broker->profile();
        profile.name = "plant";
        m_app->connection.connectTo(profile);
        QVERIFY(m_page->open(Link::topic(topic)));
        QTRY_COMPARE_WITH_TIMEOUT(model().rows().size(), rows, kSlowMs);
    }

  private Q_SLOTS:
    void initTestCase() {
        QCoreApplication::setOrganizationName("driftwood-test");
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
        qputenv("XDG_CONFIG_HOME", m_folder.path().toUtf8());
        applyTheme(*qApp, ThemeChoice::Light);
        auto topic = JsonTopic::start();
        VERIFY_OK(topic);
        m_topic = std::move(*topic);
        VERIFY_OK(m_topic.createTopic(kChanges, 1));
        VERIFY_OK(
            m_topic.write(kChanges, {{0, JsonTopic::kBegin, "1", change("c", R"({"id":1,"price":2.5})"), {}},
                                     {0, JsonTopic::kBegin + 1, "1", change("d", "null"), {}},
                                     {0, JsonTopic::kBegin + 2, "1", std::nullopt, {}}}));
        VERIFY_OK(m_topic.createTopic(kEvents, 1));
        VERIFY_OK(m_topic.write(kEvents, {{0,
                                           JsonTopic::kBegin,
                                           "1",
                                           R"({"load":7})",
                                           {{"ce_specversion", "1.0"}, {"ce_type", "reading"}}}}));
        m_preferences = std::make_unique<Preferences>();
    }
    void cleanup() {
        m_page.reset();
        m_app.reset();
    }
    void cleanupTestCase() { m_preferences.reset(); }

    void anEnvelopeIsTakenOffWhenThatIsChosen() {
        open(kChanges, 3);
        QTRY_VERIFY_WITH_TIMEOUT(unwrap()->isVisible(), kSlowMs);
        QCOMPARE(unwrap()->text(), QString("Unwrap Debezium"));
        QVERIFY(!unwrap()->isChecked());
        QCOMPARE(cell(0, "after.price"), QString("2.5"));
        QTest::mouseClick(unwrap(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(cell(0, "price"), QString("2.5"), kSlowMs);
        QVERIFY2(!columns().contains("after.price") && columns().contains("@debezium.op"),
                 qPrintable(columns().join(' ')));
        const QString first = columns().front();
        QCOMPARE(cell(1, first), QString("deleted"));
        QCOMPARE(cell(2, first), QString("null"));
        QTRY_COMPARE_WITH_TIMEOUT(m_app->store.snapshot().topicDecodings.size(), std::size_t(1), kSlowMs);
        // After the next start the topic is as it was left, and is shown whole again when that is chosen.
        open(kChanges, 3);
        QTRY_COMPARE_WITH_TIMEOUT(cell(0, "price"), QString("2.5"), kSlowMs);
        QVERIFY(unwrap()->isVisible() && unwrap()->isChecked());
        QTest::mouseClick(unwrap(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(cell(0, "after.price"), QString("2.5"), kSlowMs);
    }

    void attributesInHeadersAreColumns() {
        open(kEvents, 1);
        QTRY_VERIFY_WITH_TIMEOUT(unwrap()->isVisible(), kSlowMs);
        QTest::mouseClick(unwrap(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(cell(0, "@cloudevents.type"), QString("reading"), kSlowMs);
        QCOMPARE(cell(0, "load"), QString("7"));
    }
};

} // namespace driftwood::ui

QTEST_MAIN(driftwood::ui::TestBrowseEnvelopes)
#include "test_browse_envelopes.moc"
