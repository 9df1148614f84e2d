#include "cli_process.h"
#include "support/http_double.h"
#include "support/json_topic.h"
#include "support/result_check.h"
#include "unit/decoder/avro_cases.h"

#include <QtTest>

using namespace driftwood;
using namespace driftwood::test;

namespace {

constexpr int kRows = 120;

/// Avro's variable-length number.
std::string zigzag(std::int64_t value) {
    auto bits = (static_cast<std::uint64_t>(value) << 1U) ^ static_cast<std::uint64_t>(value >> 63);
    std::string out;
    for (; bits >= 0x80; bits >>= 7U)
        out += static_cast<char>(bits | 0x80U);
    return out + static_cast<char>(bits);
}

std::string textOf(const std::string& text) { return zigzag(static_cast<std::int64_t>(text.size())) + text; }

/// Id 1 in the first half; id 2 renames "level" and adds "unit".
const char* const kFirst = R"({"type":"record","name":"Machine","fields":[
    {"name":"level","type":"int"},{"name":"fault","type":"boolean"}]})";
const char* const kSecond = R"({"type":"record","name":"Machine","fields":[
    {"name":"load","type":"double","aliases":["level"]},{"name":"fault","type":"boolean"},
    {"name":"unit","type":"string","default":"C"}]})";
const char* const kKey = R"({"type":"record","name":"Key","fields":[{"name":"line","type":"string"}]})";

std::string machine(int i) {
    const std::string fault(1, i % 3 == 0 ? '\1' : '\0');
    if (i < kRows / 2)
        return framed(1, zigzag(i % 10) + fault);
    const double load = i % 10 + 0.5;
    return framed(2, std::string(reinterpret_cast<const char*>(&load), sizeof load) + fault + textOf("F"));
}

QByteArray page(const char* schema) {
    return QByteArray::fromStdString(nlohmann::json{{"schema", schema}}.dump());
}

} // namespace

/// Avro on the command line: looked at, taken as a data set with the registry, and used without it.
class TestCliAvro : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        auto topic = JsonTopic::start();
        VERIFY_OK(topic);
        m_topic = std::make_unique<JsonTopic>(std::move(*topic));
        VERIFY_OK(m_topic->broker->createTopic(TopicName("machines"), 1));
        std::vector<JsonRecord> records;
        for (int i = 0; i < kRows; ++i)
            records.push_back(
                {0, JsonTopic::kBegin + i, framed(3, textOf(i % 2 ? "a" : "b")), machine(i), {}});
        records.push_back({0, JsonTopic::kBegin + kRows, framed(3, textOf("a")), framed(9, "x"), {}});
        VERIFY_OK(m_topic->write(TopicName("machines"), records));
        m_registry = std::make_unique<HttpDouble>([](const HttpDouble::Request& request, QTcpSocket& socket) {
            const QByteArray id = request.path.mid(request.path.lastIndexOf('/') + 1);
            const char* const schema = id == "1" ? kFirst : id == "2" ? kSecond : id == "3" ? kKey : nullptr;
            if (schema == nullptr)
                return HttpDouble::reply(socket, R"({"message":"Schema not found"})", "404 Not Found");
            HttpDouble::reply(socket, page(schema));
        });
    }

    void withoutARegistryTheWayOnIsTold() {
        const CliResult made = run({"dataset", "create", "none", "machines"});
        QCOMPARE(made.exitCode, 3);
        QVERIFY2(made.err.contains("--registry"), made.err);
    }

    void recordsAreShownAsJson() {
        const CliResult shown = run({"peek", "machines", "-o", "beginning", "-c", "200", "--key-format",
                                     "avro", "--registry", url(), "--json"});
        QCOMPARE(shown.exitCode, 0);
        QCOMPARE(shown.at("records/1/value").toString(), QString(R"({"level":1,"fault":false})"));
        QCOMPARE(shown.at("records/1/key").toString(), QString(R"({"line":"a"})"));
        QCOMPARE(shown.at("records/61/value").toString(),
                 QString(R"({"load":1.5,"fault":false,"unit":"F"})"));
        QVERIFY(shown.at("records/120/value_problem").toString().contains("schema id 9"));
        const CliResult text = run({"peek", "machines", "-c", "3", "--registry", url()});
        QVERIFY2(text.out.contains(R"("unit":"F")") && text.out.contains("schema id 9"), text.out);
    }

    void aDataSetIsUsedWithoutTheRegistry() {
        const CliResult made = run({"dataset", "create", "day", "machines", "--key-format", "avro",
                                    "--registry", url(), "--where", "load >= 0", "--json"});
        QVERIFY2(made.exitCode == 0, made.err);
        QCOMPARE(made.at("manifest/rows").toInt(), kRows);
        QCOMPARE(made.at("manifest/undecodable").toInt(), 1);
        m_registry->stop();

        const QJsonObject manifest = run({"dataset", "show", "day"}).json();
        QCOMPARE(manifest["version"].toInt(), 4);
        const QJsonObject decoder = manifest["decoder"].toObject();
        QCOMPARE(decoder["format"].toString(), QString("avro"));
        QCOMPARE(decoder["schemas"].toArray().size(), 2);
        QCOMPARE(decoder["schemas"][0]["key"].toString(), QString("id:2"));
        QCOMPARE(decoder["key"].toObject()["schemas"].toArray().size(), 1);

        const CliResult verified = run({"dataset", "verify", "day", "--full"});
        QVERIFY2(verified.exitCode == 0, verified.err);
        const CliResult failures = run({"dataset", "show", "day", "--undecodable", "--json"});
        QCOMPARE(failures.at("failures/0/offset").toInt(), kRows);
        QVERIFY(failures.at("failures/0/reason").toString().contains("schema id 9"));
        const CliResult trained = run({"train", "day", "--task", "classification", "--label", "fault",
                                       "--features", "load,unit,@key.line", "--epochs", "2"});
        QVERIFY2(trained.exitCode == 0, trained.err);
        const CliResult attached = run(
            {"attach", "day", "machines", "--dry-run", "-o", "beginning", "-c", QString::number(kRows + 1)});
        QVERIFY2(attached.exitCode == 0 || attached.exitCode == 7, attached.err);
        QVERIFY2(attached.out.contains("120 records scored") && attached.out.contains("1 undecodable"),
                 attached.out);
    }

    void aRegistryThatIsGoneIsTold() {
        const CliResult shown = run({"peek", "machines", "--registry", "http://127.0.0.1:1"});
        QCOMPARE(shown.exitCode, 3);
        QVERIFY2(shown.err.contains("no schema registry answered"), shown.err);
        const CliResult wrong = run({"peek", "machines", "--registry", "registry:8081"});
        QCOMPARE(wrong.exitCode, 2);
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

QTEST_GUILESS_MAIN(TestCliAvro)
#include "test_cli_avro.moc"
