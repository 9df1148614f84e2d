#include "cli_process.h"
#include "documented_fields.h"
#include "support/avro_topic.h"
#include "support/result_check.h"

#include <QtTest>

using namespace driftwood;
using namespace driftwood::test;

namespace {

constexpr int kRows = kAvroRows;

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
        VERIFY_OK(m_topic->write(TopicName("machines"), avroMachines()));
        VERIFY_OK(m_topic->broker->createTopic(TopicName("plain"), 1));
        VERIFY_OK(m_topic->write(TopicName("plain"), {{0, JsonTopic::kBegin, {}, R"({"a": 1})", {}}}));
        qputenv("XDG_CONFIG_HOME", m_configuration.path().toUtf8()); // has the list of known connections
        qputenv("XDG_CACHE_HOME", m_cache.path().toUtf8());
        m_registry = std::make_unique<HttpDouble>(answerForMachines);
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

    /// Saved with the connection, it is asked without being named; another one is named for one command.
    void theConnectionsRegistryIsTaken() {
        const QTemporaryDir workspace;
        const auto with = [&](const QStringList& arguments) {
            return runCli(QStringList{"-w", workspace.path()} + arguments);
        };
        const QStringList connect{"connect", "plant", "--servers",
                                  QString::fromStdString(m_topic->broker->bootstrapServers())};
        const CliResult gone = with(connect + QStringList{"--registry", "http://127.0.0.1:1"});
        QCOMPARE(gone.exitCode, 4);
        QVERIFY2(gone.err.contains("no schema registry answered"), gone.err);
        QCOMPARE(with({"connect", "--list", "--json"}).exitCode, 3); // nothing was saved
        const CliResult half = with(connect + QStringList{"--registry-user", "me"});
        QCOMPARE(half.exitCode, 2);
        QVERIFY2(half.err.contains("has no address"), half.err);
        const CliResult secret =
            with(connect + QStringList{"--registry", url(), "--registry-password-from", "hunter2", "--json"});
        QCOMPARE(secret.exitCode, 2);
        QVERIFY2(!secret.err.contains("hunter2"), secret.err);

        qputenv("DRIFTWOOD_TEST_REGISTRY", "tr0ub4dor");
        const CliResult saved =
            with(connect + QStringList{"--registry", url(), "--registry-user", "me",
                                       "--registry-password-from", "env:DRIFTWOOD_TEST_REGISTRY", "--json"});
        QVERIFY2(saved.exitCode == 0, saved.err);
        QVERIFY2(saved.err.contains("over the network unencrypted"), saved.err);
        QCOMPARE(saved.at("registry/0").toString(), url());
        QCOMPARE(saved.at("registry_subjects").toInt(), 2);
        const auto asked = m_registry->requests();
        QCOMPARE(asked.back().headers["authorization"], "Basic " + QByteArray("me:tr0ub4dor").toBase64());
        QVERIFY2(with({"connect", "--list"}).out.contains("schema.registry.url = " + url().toUtf8()), "");

        const CliResult shown = with({"peek", "machines", "-o", "beginning", "-c", "1", "--json"});
        QCOMPARE(shown.at("records/0/value").toString(), QString(R"({"level":0,"fault":true})"));
        QCOMPARE(shown.at("records/0/key").toString(), QString(R"({"line":"b"})"));
        const CliResult made = with({"dataset", "create", "day", "machines", "--json"});
        QVERIFY2(made.exitCode == 0, made.err);
        QCOMPARE(made.at("manifest/rows").toInt(), kRows);
        const CliResult other = with({"peek", "machines", "--registry", "http://127.0.0.1:1"});
        QCOMPARE(other.exitCode, 4);
        QVERIFY2(other.err.contains("no schema registry answered"), other.err);
        // Payloads that are not Avro are shown as they are, and no registry is asked.
        const std::size_t before = m_registry->requests().size();
        const CliResult plain = with({"peek", "plain", "--json"});
        QCOMPARE(plain.at("records/0/value").toString(), QString(R"({"a": 1})"));
        QCOMPARE(m_registry->requests().size(), before);
        qunsetenv("DRIFTWOOD_TEST_REGISTRY");
        QCOMPARE(with({"peek", "plain"}).exitCode, 0); // the password is not needed
    }

    /// The data set met the first schema; records of the second are read by asking the registry.
    void schemasThatCameLaterAreAskedFor() {
        const QTemporaryDir workspace;
        HttpDouble registry(answerForMachines);
        const auto with = [&](const QStringList& arguments) {
            return runCli(QStringList{"-w", workspace.path()} + arguments);
        };
        const CliResult saved = with({"connect", "plant", "--servers",
                                      QString::fromStdString(m_topic->broker->bootstrapServers()),
                                      "--registry", QString::fromStdString(registry.address())});
        QVERIFY2(saved.exitCode == 0, saved.err);
        const CliResult made = with({"dataset", "create", "early", "machines", "-o", "0", "-O",
                                     QString::number(kRows / 2), "--json"});
        QVERIFY2(made.exitCode == 0, made.err);
        QCOMPARE(made.at("manifest/rows").toInt(), kRows / 2);
        QCOMPARE(made.at("manifest/decoder/schemas").toArray().size(), 1);
        const CliResult trained = with({"train", "early", "--features", "fault", "--epochs", "2"});
        QVERIFY2(trained.exitCode == 0, trained.err);
        const QStringList attach{"attach", "early",     "machines", "--dry-run",
                                 "-o",     "beginning", "-c",       QString::number(kRows + 1)};
        const QStringList backtest{"backtest", "early", "--from", "0", "--json"};
        const CliResult attached = with(attach);
        QVERIFY2(attached.out.contains("120 records scored") && attached.out.contains("1 undecodable"),
                 attached.out + attached.err);
        const CliResult tried = with(backtest);
        QVERIFY2(tried.exitCode == 0, tried.err);
        QCOMPARE(tried.at("rows").toInt(), kRows);

        // Named on the command line, another registry takes its place.
        const CliResult other = with(attach + QStringList{"--registry", "http://127.0.0.1:1"});
        QCOMPARE(other.exitCode, 4); // none of the newest records can be read
        QVERIFY2(other.err.contains("no schema registry answered"), other.err);
        registry.stop();
        const CliResult cached = with(backtest); // gone, but what it said is in the cache
        QCOMPARE(cached.at("rows").toInt(), kRows);
        QVERIFY(QDir(m_cache.filePath("driftwood")).removeRecursively());
        const CliResult gone = with(backtest);
        QVERIFY2(gone.exitCode == 0, gone.err);
        QCOMPARE(gone.at("rows").toInt(), kRows / 2);
        QCOMPARE(gone.at("fingerprint").toString() == tried.at("fingerprint").toString(), false);
        // The data set itself is read as ever.
        const CliResult verified = with({"dataset", "verify", "early", "--full"});
        QVERIFY2(verified.exitCode == 0, verified.err);
    }

    void subjectsAndTheirVersionsAreShown() {
        const QStringList registry{"--registry", url()};
        const CliResult subjects = run(QStringList{"schemas"} + registry);
        QVERIFY2(subjects.exitCode == 0, subjects.err);
        QCOMPARE(subjects.out, QByteArray("machines-key\nmachines-value\n"));
        QCOMPARE(run(QStringList{"schemas", "--json"} + registry).at("subjects/1").toString(),
                 QString("machines-value"));
        const CliResult shown = run(QStringList{"schemas", "machines-value"} + registry);
        QVERIFY2(shown.exitCode == 0, shown.err);
        QVERIFY2(shown.out.contains("compatibility BACKWARD") && shown.out.contains("version 2") &&
                     shown.out.contains("\"default\": \"C\""),
                 shown.out);
        const CliResult first = run(QStringList{"schemas", "machines-value", "--show", "1"} + registry);
        QVERIFY2(first.out.contains("\"name\": \"level\"") && !first.out.contains("unit"), first.out);
        const CliResult json =
            run(QStringList{"schemas", "machines-value", "--diff", "1:2", "--json"} + registry);
        const auto documented = wordsOfJsonManual();
        for (const QString& field : fieldsIn(json.json()))
            QVERIFY2(documented.contains(field), qPrintable(field));
        QCOMPARE(json.at("compatibility").toString(), QString("BACKWARD"));
        QCOMPARE(json.at("versions/1/id").toInt(), 2);
        QCOMPARE(json.at("versions/1/schema").toString(), QString(kMachineSecond));
        QStringList removed;
        QStringList added;
        for (const QJsonValue line : json.at("difference").toArray())
            if (line["change"] != "same")
                (line["change"] == "removed" ? removed : added) << line["line"].toString().trimmed();
        QVERIFY2(removed.contains("\"name\": \"level\","), qPrintable(removed.join('\n')));
        QVERIFY2(added.contains("\"default\": \"C\""), qPrintable(added.join('\n')));
        const CliResult text = run(QStringList{"schemas", "machines-value", "--diff", "2"} + registry);
        QVERIFY2(text.out.contains("version 1 against 2") && text.out.contains("-       \"name\": \"level\""),
                 text.out);
        QCOMPARE(run(QStringList{"schemas", "nothing"} + registry).exitCode, 3);
        QCOMPARE(run(QStringList{"schemas", "machines-value", "--show", "7"} + registry).exitCode, 3);
        for (const char* wrong : {"1", "1:7", "x", "2:"})
            QCOMPARE(run(QStringList{"schemas", "machines-value", "--diff", wrong} + registry).exitCode, 2);
        const CliResult none = run({"schemas"});
        QCOMPARE(none.exitCode, 2);
        QVERIFY2(none.err.contains("--registry"), none.err);
    }

    void aDataSetIsUsedWithoutTheRegistry() {
        const CliResult made = run({"dataset", "create", "day", "machines", "--key-format", "avro",
                                    "--registry", url(), "--where", "load >= 0", "--json"});
        QVERIFY2(made.exitCode == 0, made.err);
        QCOMPARE(made.at("manifest/rows").toInt(), kRows);
        QCOMPARE(made.at("manifest/undecodable").toInt(), 1);
        m_registry->stop();

        const QJsonObject manifest = run({"dataset", "show", "day"}).json();
        QCOMPARE(manifest["version"].toInt(), 5);
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
        QVERIFY2(attached.out.contains("P0 @ 120 is not scored: not Avro of schema id 9"), attached.out);
        const CliResult kept = run({"monitors", "1", "--json"}); // after its end
        QCOMPARE(kept.at("undecodable").toArray().size(), 1);
        QCOMPARE(kept.at("undecodable/0/count").toInt(), 1);
        QCOMPARE(kept.at("undecodable/0/first_offset").toInt(), kRows);
        QCOMPARE(kept.at("undecodable/0/last_offset").toInt(), kRows);
        QVERIFY(kept.at("undecodable/0/reason").toString().contains("schema id 9"));
        QVERIFY(
            run({"monitors", "1"}).out.contains("P0 @ 120 could not be decoded: not Avro of schema id 9"));
        // Whoever joins predictions with their records does so by the bytes of the key.
        VERIFY_OK(m_topic->broker->createTopic(TopicName("predicted"), 1));
        const CliResult written = run({"attach", "day", "machines", "--to", "predicted", "-G", "keys", "-o",
                                       "beginning", "-c", QString::number(kRows + 1)});
        QVERIFY2(written.exitCode == 0 || written.exitCode == 7, written.err);
        const QStringList first{"-o", "beginning", "-c", "5", "--json"};
        const QJsonArray source = run(QStringList{"peek", "machines"} + first).json()["records"].toArray();
        const QJsonArray target = run(QStringList{"peek", "predicted"} + first).json()["records"].toArray();
        QCOMPARE(target.size(), 5);
        for (qsizetype i = 0; i < target.size(); ++i) {
            QVERIFY(!source[i]["key"].isUndefined());
            QCOMPARE(target[i]["key"], source[i]["key"]);
        }
    }

    void aRegistryThatIsGoneIsTold() {
        const CliResult shown = run({"peek", "machines", "--registry", "http://127.0.0.1:1"});
        QCOMPARE(shown.exitCode, 4);
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
    QTemporaryDir m_configuration;
    QTemporaryDir m_cache;
    std::unique_ptr<JsonTopic> m_topic;
    std::unique_ptr<HttpDouble> m_registry;
};

QTEST_GUILESS_MAIN(TestCliAvro)
#include "test_cli_avro.moc"
