#include "session/app_context.h"
#include "support/avro_topic.h"
#include "support/result_check.h"
#include "ui/browse/browse_page.h"
#include "ui/browse/records/decoding_combo.h"
#include "ui/browse/records/record_actions.h"
#include "ui/browse/records/record_inspector.h"
#include "ui/browse/records/record_table.h"
#include "ui/browse/records/records_view.h"
#include "ui/browse/records/schema_notice.h"
#include "ui/charts/density_strip.h"
#include "ui/connect/connection_dialog.h"
#include "ui/theme/theme.h"
#include "ui/widgets/lists/windowed_table.h"

#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTreeView>
#include <QtTest>

// Avro in the Browse page: behind a registry, with and without one at hand.

namespace driftwood::ui {

using test::HttpDouble;
using test::JsonTopic;

namespace {

const TopicName kMachines("machines");
constexpr int kSlowMs = 20000;

} // namespace

class TestBrowseAvro : public QObject {
    Q_OBJECT

    JsonTopic m_topic;
    QTemporaryDir m_folder;
    QTemporaryDir m_cache;
    std::unique_ptr<HttpDouble> m_registry;
    std::unique_ptr<session::AppContext> m_app;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<BrowsePage> m_page;

    RecordTable& table() { return *m_page->findChild<RecordTable*>(); }
    RecordItemModel& model() { return table().model(); }
    SchemaNotice* notice() { return m_page->findChild<SchemaNotice*>(); }
    DecodingCombo* combo(bool ofKeys) {
        for (auto* one : m_page->findChildren<DecodingCombo*>())
            if (one->accessibleName() == (ofKeys ? "Decoder of the key" : "Decoder of the value"))
                return one;
        return nullptr;
    }
    void choose(DecodingCombo& combo, const QString& beginning) {
        for (int i = 0; i < combo.count(); ++i)
            if (combo.itemText(i).startsWith(beginning)) {
                combo.setFocus();
                QTest::keyClick(&combo, Qt::Key_Home);
                for (int step = 0; step < i; ++step)
                    QTest::keyClick(&combo, Qt::Key_Down);
                QCOMPARE(combo.currentIndex(), i);
                return;
            }
        QFAIL(qPrintable("no entry " + beginning));
    }
    /// The cell of the record at an offset, in the column of this name.
    QString cell(std::int64_t offset, const QString& column) {
        const auto row = model().rows().find({PartitionId(0), Offset(offset)});
        for (int i = 0; row && i < model().columnCount(); ++i)
            if (model().headerData(i, Qt::Horizontal).toString() == column)
                return model().cell(*row, i, Qt::DisplayRole).toString();
        return QStringLiteral("no cell");
    }
    bool waitForRows() {
        return QTest::qWaitFor([&] { return model().rows().size() == test::kAvroRows + 1; }, kSlowMs);
    }
    broker::ConnectionProfile profile(bool withRegistry) {
        broker::ConnectionProfile profile = m_topic.broker->profile();
        profile.name = "plant";
        if (withRegistry)
            profile.registry.addresses = {m_registry->address()};
        return profile;
    }
    void open(bool withRegistry) {
        m_page.reset();
        m_app = std::make_unique<session::AppContext>(m_folder.filePath("workspace").toStdString());
        m_app->store.refresh();
        QTRY_VERIFY_WITH_TIMEOUT(m_app->store.loaded(), kSlowMs);
        m_page = std::make_unique<BrowsePage>(PageContext{*m_app, *m_preferences});
        m_page->resize(1440, 900);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        m_app->connection.connectTo(profile(withRegistry));
        QVERIFY(m_page->open(Link::topic(kMachines)));
        QVERIFY(waitForRows());
    }
    QStringList inspectorLines() {
        QStringList out;
        for (auto* label : m_page->findChild<RecordInspector*>()->findChildren<QLabel*>())
            if (label->isVisible())
                out << label->text();
        return out;
    }
    void makeCurrent(std::int64_t offset) { table().setCurrent(Position{PartitionId(0), Offset(offset)}); }

  private Q_SLOTS:
    void initTestCase() {
        QCoreApplication::setOrganizationName("driftwood-test");
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
        qputenv("XDG_CACHE_HOME", m_cache.path().toUtf8());
        qputenv("XDG_CONFIG_HOME", m_folder.path().toUtf8());
        applyTheme(*qApp, ThemeChoice::Light);
        auto topic = JsonTopic::start();
        VERIFY_OK(topic);
        m_topic = std::move(*topic);
        VERIFY_OK(m_topic.createTopic(kMachines, 1));
        VERIFY_OK(m_topic.write(kMachines, test::avroMachines()));
        m_registry = std::make_unique<HttpDouble>(test::answerForMachines);
        m_preferences = std::make_unique<Preferences>();
    }
    void cleanup() {
        m_page.reset();
        m_app.reset();
    }
    void cleanupTestCase() { m_preferences.reset(); }

    void withoutARegistryTheWayToOneIsShown() {
        open(false);
        QVERIFY(notice()->isVisible());
        QVERIFY2(notice()->text().contains("no schema registry"), qPrintable(notice()->text()));
        QVERIFY(!combo(false)->currentText().contains("CSV"));
        QVERIFY2(combo(false)->toolTip().contains("Schemas they refer to"),
                 qPrintable(combo(false)->toolTip()));
        makeCurrent(0);
        QVERIFY(inspectorLines().join('\n').contains("not decoded"));
        QVERIFY2(inspectorLines().join('\n').contains("Looks like Avro or Protobuf behind"),
                 qPrintable(inspectorLines().join('\n')));

        // The link leads to the connection, with the keyboard in the registry's address.
        Q_EMIT notice()->linkActivated("registry");
        auto* dialog = m_page->findChild<ConnectionDialog*>();
        QVERIFY(dialog != nullptr);
        QTRY_VERIFY(dialog->isVisible());
        auto* address = qobject_cast<QLineEdit*>(dialog->focusWidget());
        QTRY_VERIFY(address != nullptr && address->accessibleName() == "Registry address");
        QTest::keyClicks(address, QString::fromStdString(m_registry->address()));
        QTest::keyClick(address, Qt::Key_Return);
        // It connects with the registry, and the topic is read again by it.
        QTRY_COMPARE_WITH_TIMEOUT(cell(119, "unit"), QString("F"), kSlowMs);
        QTRY_VERIFY(!notice()->isVisible() || notice()->text().contains("9"));
        QCOMPARE(m_app->connection.profile().registry.addresses.front(), m_registry->address());
    }

    void valuesAndKeysAreDecodedByTheirSchemas() {
        open(true);
        QCOMPARE(combo(false)->currentText(), QString("auto · Avro"));
        QCOMPARE(combo(true)->currentText(), QString("auto · Avro"));
        QVERIFY2(combo(false)->toolTip().contains("1, 2, 9"), qPrintable(combo(false)->toolTip()));
        QCOMPARE(cell(119, "load"), QString("9.5"));
        QCOMPARE(cell(119, "unit"), QString("F"));
        QCOMPARE(cell(3, "load"), QString("3")); // "level" in its own schema
        QCOMPARE(cell(3, "unit"), QString("C")); // the newer one's default
        QCOMPARE(cell(3, "@key.line"), QString("a"));
        QCOMPARE(cell(3, "Key"), QString(R"({"line":"a"})"));
        makeCurrent(test::kAvroRows); // names schema 9
        QTRY_VERIFY(inspectorLines().join('\n').contains("schema id 9"));
    }

    void theInspectorShowsTreesAndSchemas() {
        open(true);
        makeCurrent(119);
        auto* tree = m_page->findChild<RecordInspector*>()->findChild<QTreeView*>();
        QTRY_COMPARE(tree->model()->rowCount(), 4);
        const auto at = [&](int row, int column, const QModelIndex& parent = {}) {
            return tree->model()->index(row, column, parent).data().toString();
        };
        QCOMPARE(at(0, 0), QString("@key"));
        const QModelIndex key = tree->model()->index(0, 0);
        QCOMPARE(at(0, 0, key), QString("line"));
        QCOMPARE(at(0, 2, key), QString("\"a\""));
        QCOMPARE(at(1, 0), QString("load"));
        QCOMPARE(at(3, 2), QString("\"F\""));
        // The schema's name in the registry comes a moment later.
        QTRY_VERIFY_WITH_TIMEOUT(inspectorLines().join('\n').contains("machines-value v2"), kSlowMs);
        QTRY_VERIFY_WITH_TIMEOUT(inspectorLines().join('\n').contains("machines-key v1"), kSlowMs);
        const QString said = inspectorLines().join('\n');
        QVERIFY2(said.contains("0x00, 4-byte id") && said.contains("Avro"), qPrintable(said));
        // Copied, the value is what the tree shows.
        table().setFocus();
        m_page->findChild<RecordsView*>()->actions().copyValue()->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), QString(R"({"load":9.5,"fault":false,"unit":"F"})"));
    }

    /// Above the bars stands which schema was written when; a click reads that stretch.
    void theStripShowsWhichSchemaWasWrittenWhen() {
        open(true);
        auto* strip = m_page->findChild<DensityStrip*>();
        const auto said = [&] { return strip->accessibleDescription(); };
        QTRY_VERIFY2_WITH_TIMEOUT(said().contains("machines-value v2, id 2 from"), qPrintable(said()),
                                  kSlowMs);
        QVERIFY2(said().contains("machines-value v1, id 1 from") && said().contains("id 9 from"),
                 qPrintable(said()));
        QSignalSpy chosen(strip, &DensityStrip::stretchActivated);
        int x = 0;
        while (x < strip->width() && !strip->toolTip().contains("id 2"))
            QTest::mouseMove(strip, QPoint(++x, 10));
        QTest::mouseClick(strip, Qt::LeftButton, {}, QPoint(x, 10));
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.front().at(0).toDouble(), double(JsonTopic::kBegin + test::kAvroRows / 2));
        QCOMPARE(chosen.front().at(1).toDouble(), double(JsonTopic::kBegin + test::kAvroRows));
        QTRY_COMPARE_WITH_TIMEOUT(model().rows().size(), qint64(test::kAvroRows / 2), kSlowMs);
        QCOMPARE(cell(119, "unit"), QString("F"));
        QCOMPARE(cell(3, "unit"), QString("no cell"));
    }

    void whatIsChosenForATopicIsRemembered() {
        open(true);
        choose(*combo(true), "text");
        QTRY_COMPARE_WITH_TIMEOUT(cell(3, "@key.line"), QString("no cell"), kSlowMs);
        QTRY_COMPARE_WITH_TIMEOUT(cell(3, "load"), QString("3"), kSlowMs);
        choose(*combo(false), "raw");
        QTRY_COMPARE_WITH_TIMEOUT(cell(3, "load"), QString("no cell"), kSlowMs);
        choose(*combo(false), "Avro");
        QTRY_COMPARE_WITH_TIMEOUT(cell(3, "load"), QString("3"), kSlowMs);
        QTRY_COMPARE_WITH_TIMEOUT(m_app->store.snapshot().topicDecodings.size(), std::size_t(1), kSlowMs);
        QTRY_COMPARE_WITH_TIMEOUT(m_app->store.snapshot().topicDecodings.front().value, std::string("avro"),
                                  kSlowMs);
        open(true); // as after the next start
        QVERIFY(combo(false)->currentText().startsWith("Avro"));
        QVERIFY(combo(true)->currentText().startsWith("text"));
        QCOMPARE(cell(3, "@key.line"), QString("no cell"));
        choose(*combo(false), "auto");
        choose(*combo(true), "auto");
        QTRY_COMPARE_WITH_TIMEOUT(m_app->store.snapshot().topicDecodings.front().key, std::string("auto"),
                                  kSlowMs);
    }
};

} // namespace driftwood::ui

QTEST_MAIN(driftwood::ui::TestBrowseAvro)
#include "test_browse_avro.moc"
