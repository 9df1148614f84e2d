#include "cli_process.h"
#include "support/http_double.h"
#include "support/json_topic.h"
#include "support/result_check.h"
#include "unit/decoder/protobuf_cases.h"

#include <QtTest>

using namespace driftwood;
using namespace driftwood::test;

namespace {

constexpr int kRows = 120;

} // namespace

/// Protobuf on the command line: three versions of a schema in one topic, as confluent-kafka writes them;
/// with a registry, without it, and with a schema of the user's own.
class TestCliProtobuf : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        auto topic = JsonTopic::start();
        VERIFY_OK(topic);
        m_topic = std::make_unique<JsonTopic>(std::move(*topic));
        VERIFY_OK(m_topic->broker->createTopic(TopicName("machines"), 1));
        VERIFY_OK(m_topic->broker->createTopic(TopicName("orders"), 1));
        const auto versions = protobufVersions();
        std::vector<JsonRecord> records;
        for (int i = 0; i < kRows; ++i) {
            std::string framed = versions[static_cast<std::size_t>(i * 3 / kRows)].framed;
            framed[4] = static_cast<char>(i * 3 / kRows + 1);
            records.push_back({0, JsonTopic::kBegin + i, "k", framed, {}});
        }
        records.push_back({0, JsonTopic::kBegin + kRows, "k", std::string("\0\0\0\0\1\0\x08", 7), {}});
        VERIFY_OK(m_topic->write(TopicName("machines"), records));
        std::vector<JsonRecord> orders;
        for (int i = 0; i < 3; ++i)
            orders.push_back(
                {0, JsonTopic::kBegin + i, "k", protobufCase("everything").rows.front().payload, {}});
        VERIFY_OK(m_topic->write(TopicName("orders"), orders));
        m_registry =
            std::make_unique<HttpDouble>([versions](const HttpDouble::Request& request, QTcpSocket& socket) {
                const int id = request.path.mid(request.path.lastIndexOf('/') + 1).toInt();
                if (id < 1 || id > 3)
                    return HttpDouble::reply(socket, R"({"message":"Schema not found"})", "404 Not Found");
                const nlohmann::json page{{"schemaType", "PROTOBUF"},
                                          {"schema", versions[static_cast<std::size_t>(id - 1)].proto}};
                HttpDouble::reply(socket, QByteArray::fromStdString(page.dump()));
            });
    }

    void recordsAreShownAsJson() {
        const CliResult shown =
            run({"peek", "machines", "-o", "beginning", "-c", "200", "--registry", url(), "--json"});
        QVERIFY2(shown.exitCode == 0, shown.err);
        QCOMPARE(shown.at("records/0/value").toString(), QString(R"({"name":"a","temp":20,"zone":"north"})"));
        QCOMPARE(shown.at("records/119/value").toString(),
                 QString(R"({"name":"c","temperature":21.5,"area":"west","alarm":{"text":"hot"}})"));
        QVERIFY(shown.at("records/120/value_problem").toString().contains("schema id 1: it ends early"));
    }

    void aDataSetIsUsedWithoutTheRegistry() {
        const CliResult made = run({"dataset", "create", "day", "machines", "--registry", url(), "--json"});
        QVERIFY2(made.exitCode == 0, made.err);
        QCOMPARE(made.at("manifest/rows").toInt(), kRows);
        QCOMPARE(made.at("manifest/undecodable").toInt(), 1);
        m_registry->stop();
        const QJsonObject decoder = run({"dataset", "show", "day"}).json()["decoder"].toObject();
        QCOMPARE(decoder["format"].toString(), QString("protobuf"));
        QCOMPARE(decoder["schemas"].toArray().size(), 3);
        QCOMPARE(decoder["schemas"][0]["key"].toString(), QString("id:3"));
        QStringList fields;
        for (const auto field : decoder["fields"].toArray())
            fields << field.toObject()["path"].toString();
        fields.sort();
        QCOMPARE(fields.join(','), QString("alarm.text,area,name,temp,temperature"));
        const CliResult verified = run({"dataset", "verify", "day", "--full"});
        QVERIFY2(verified.exitCode == 0, verified.err);
    }

    void aSchemaOfTheUserIsTaken_data() {
        QTest::addColumn<QStringList>("options");
        QTest::newRow("proto") << QStringList{
            "--schema", QStringLiteral(DRIFTWOOD_FIXTURES "/protobuf/everything.proto")};
        QTest::newRow("set") << QStringList{"--descriptor", m_folder.filePath("set.pb"), "--message",
                                            "shop.Everything"};
    }
    void aSchemaOfTheUserIsTaken() {
        const auto parsed = nlohmann::json::parse(protobufFile("payloads.json"));
        QFile set(m_folder.filePath("set.pb"));
        QVERIFY(set.open(QIODevice::WriteOnly));
        set.write(QByteArray::fromBase64(
            QByteArray::fromStdString(parsed["sets"]["everything"].get<std::string>())));
        set.close();
        QFETCH(QStringList, options);
        const CliResult shown = run(QStringList{"peek", "orders", "-c", "1", "--json"} + options);
        QVERIFY2(shown.exitCode == 0, shown.err);
        QVERIFY2(
            shown.at("records/0/value").toString().contains(R"("when":"2026-05-01T14:30:00.123456789Z")"),
            shown.out);
    }

    void whatIsWrongWithASchemaIsTold() {
        const CliResult absent =
            run({"peek", "orders", "--schema", DRIFTWOOD_FIXTURES "/protobuf/everything.proto", "--message",
                 "shop.Absent"});
        QVERIFY(absent.exitCode != 0);
        QVERIFY2(absent.err.contains("no message shop.Absent"), absent.err);
        const CliResult alone = run({"peek", "orders", "--message", "shop.Everything"});
        QCOMPARE(alone.exitCode, 2);
        const CliResult both = run({"peek", "orders", "--schema", "a.proto", "--descriptor", "b.pb"});
        QCOMPARE(both.exitCode, 2);
    }

  private:
    [[nodiscard]] CliResult run(const QStringList& arguments) const {
        return runCli(QStringList{"-w", m_folder.path(), "-b",
                                  QString::fromStdString(m_topic->broker->bootstrapServers())} +
                      arguments);
    }

    [[nodiscard]] QString url() const { return QString::fromStdString(m_registry->address()); }

    QTemporaryDir m_folder;
    std::unique_ptr<JsonTopic> m_topic;
    std::unique_ptr<HttpDouble> m_registry;
};

QTEST_GUILESS_MAIN(TestCliProtobuf)
#include "test_cli_protobuf.moc"
