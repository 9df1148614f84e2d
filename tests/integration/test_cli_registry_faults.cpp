#include "cli_process.h"
#include "support/avro_topic.h"
#include "support/result_check.h"

#include <QtTest>
#include <atomic>

using namespace driftwood;
using namespace driftwood::test;

namespace {

using Fault = void (*)(QTcpSocket&);

/// A registry that knows schema 1 and the one of the keys, and answers anything else as it is told to, once
/// it is told.
class FaultyRegistry {
  public:
    explicit FaultyRegistry(Fault fault)
        : m_fault(fault) {}
    void break_() { m_isBroken = true; }
    [[nodiscard]] QString url() const { return QString::fromStdString(m_server.address()); }

  private:
    Fault m_fault;
    std::atomic<bool> m_isBroken{false};
    HttpDouble m_server{[this](const HttpDouble::Request& request, QTcpSocket& socket) {
        if (m_isBroken && request.path != "/schemas/ids/1" && request.path != "/schemas/ids/3")
            return m_fault(socket);
        answerForMachines(request, socket);
    }};
};

/// The error of a command that was called with --json.
QJsonObject errorOf(const CliResult& result) {
    const QByteArray last = result.err.trimmed().split('\n').last();
    return QJsonDocument::fromJson(last).object()["error"].toObject();
}

} // namespace

/// Every command reports a registry's fault in the same way: which schema, where, why and what to do, with
/// the exit code of the fault.
class TestCliRegistryFaults : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        auto topic = JsonTopic::start();
        VERIFY_OK(topic);
        m_topic = std::make_unique<JsonTopic>(std::move(*topic));
        VERIFY_OK(m_topic->broker->createTopic(TopicName("machines"), 1));
        VERIFY_OK(m_topic->write(TopicName("machines"), avroMachines()));
        qputenv("XDG_CONFIG_HOME", m_configuration.path().toUtf8());
        qputenv("XDG_CACHE_HOME", m_cache.path().toUtf8());
        HttpDouble sound(answerForMachines);
        const CliResult made = run({"dataset", "create", "early", "machines", "-o", "0", "-O", half(),
                                    "--registry", QString::fromStdString(sound.address())});
        QVERIFY2(made.exitCode == 0, made.err);
        const CliResult trained = run({"train", "early", "--features", "fault", "--epochs", "2"});
        QVERIFY2(trained.exitCode == 0, trained.err);
    }

    void aFaultIsToldAlike_data() {
        QTest::addColumn<Fault>("fault");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char* name, Fault fault, int exitCode, const char* reason) {
            QTest::newRow(name) << fault << exitCode << reason;
        };
        row(
            "log-in", [](QTcpSocket& to) { HttpDouble::reply(to, "{}", "401 Unauthorized"); }, 5,
            "refused the log-in: HTTP status 401");
        row(
            "rights", [](QTcpSocket& to) { HttpDouble::reply(to, "{}", "403 Forbidden"); }, 5,
            "does not allow this: HTTP status 403");
        row(
            "broken", [](QTcpSocket& to) { HttpDouble::reply(to, "{}", "500 Internal Server Error"); }, 4,
            "no schema registry answered: the schema registry answered: HTTP status 500");
        row(
            "nothing", [](QTcpSocket&) {}, 4, "no schema registry answered: ");
        row(
            "a web page", [](QTcpSocket& to) { HttpDouble::reply(to, "<html>welcome</html>"); }, 1,
            "the reply is not JSON");
        row(
            "elsewhere",
            [](QTcpSocket& to) {
                HttpDouble::reply(to, {}, "302 Found", "Location: http://127.0.0.2:9/login\r\n");
            },
            1, "redirects to another one (http://127.0.0.2:9/login)");
    }
    void aFaultIsToldAlike() {
        QFETCH(Fault, fault);
        QFETCH(int, exitCode);
        QFETCH(QString, reason);
        FaultyRegistry registry(fault);
        const QTemporaryDir workspace;
        const CliResult saved = runCli({"-w", workspace.path(), "connect", "plant", "--servers", brokers(),
                                        "--registry", registry.url()});
        QVERIFY2(saved.exitCode == 0, saved.err);
        registry.break_();
        const auto told = [&](const CliResult& result, const QString& schema) {
            const QJsonObject error = errorOf(result);
            const QString text = error["what"].toString() + " " + error["where"].toString();
            return result.exitCode == exitCode && error["exit_code"].toInt() == exitCode &&
                   text.contains(reason) && text.contains(registry.url()) && text.contains(schema) &&
                   !text.contains("schema id 1:") && !error["hint"].toString().isEmpty();
        };
        const QStringList all{"peek", "machines", "-o", "beginning", "-c", "200", "--json"};
        const CliResult looked = runCli(QStringList{"-w", workspace.path()} + all);
        QVERIFY2(told(looked, "schema id 2"), looked.err);
        QCOMPARE(looked.at("records").toArray().size(), kAvroRows + 1); // shown all the same

        const QStringList with{"--registry", registry.url(), "--json"};
        const CliResult peeked = run(QStringList{"peek", "machines", "-o", "beginning", "-c", "200"} + with);
        QVERIFY2(told(peeked, "schema id 2"), peeked.err);
        QCOMPARE(peeked.at("records/1/value").toString(), QString(R"({"level":1,"fault":false})"));
        QVERIFY(peeked.at("records/61/value_problem").toString().contains(reason));
        // Most records of the sample, or a few of them, cannot be read.
        const CliResult most = run(QStringList{"dataset", "create", "most", "machines"} + with);
        QVERIFY2(told(most, "schema id 2"), most.err);
        const CliResult some =
            run(QStringList{"dataset", "create", "some", "machines", "-o", "0", "-O", "70"} + with);
        QVERIFY2(told(some, "schema id 2"), some.err);
        const CliResult attached =
            run(QStringList{"attach", "early", "machines", "--dry-run", "-o", "beginning", "-c", "5"} + with);
        QVERIFY2(told(attached, "schema id"), attached.err);
        const CliResult listed = run(QStringList{"schemas", "machines-value"} + with);
        QVERIFY2(told(listed, ""), listed.err);
    }

    void aSchemaThatThereIsNotIsTold() {
        FaultyRegistry registry([](QTcpSocket& to) {
            HttpDouble::reply(to, R"({"message":"no such schema"})", "404 Not Found");
        });
        registry.break_();
        const QStringList with{"--registry", registry.url(), "--json"};
        const CliResult peeked = run(QStringList{"peek", "machines", "-c", "5"} + with);
        QCOMPARE(peeked.exitCode, 3);
        QVERIFY2(peeked.err.contains("schema id 2") &&
                     peeked.err.contains("no such schema (HTTP status 404)"),
                 peeked.err);
        const CliResult made = run(QStringList{"dataset", "create", "none", "machines"} + with);
        QCOMPARE(made.exitCode, 3);
        QVERIFY2(made.err.contains("schema id 2") && made.err.contains("no such schema (HTTP status 404)"),
                 made.err);
    }

  private:
    [[nodiscard]] QString brokers() const {
        return QString::fromStdString(m_topic->broker->bootstrapServers());
    }
    [[nodiscard]] static QString half() { return QString::number(kAvroRows / 2); }
    [[nodiscard]] CliResult run(const QStringList& arguments) const {
        return runCli(QStringList{"-w", m_folder.path(), "-b", brokers()} + arguments);
    }

    QTemporaryDir m_folder;
    QTemporaryDir m_configuration;
    QTemporaryDir m_cache;
    std::unique_ptr<JsonTopic> m_topic;
};

QTEST_GUILESS_MAIN(TestCliRegistryFaults)
#include "test_cli_registry_faults.moc"
