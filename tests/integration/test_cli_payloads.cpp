#include "cli_process.h"
#include "documented_fields.h"
#include "support/json_topic.h"
#include "support/result_check.h"

#include <QFile>
#include <QtTest>
#include <nlohmann/json.hpp>

using namespace driftwood;
using namespace driftwood::test;

/// Payloads on the command line: compression, arrays, and masked fields.
class TestCliPayloads : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        auto topic = JsonTopic::start();
        VERIFY_OK(topic);
        m_topic = std::make_unique<JsonTopic>(std::move(*topic));
        qputenv("XDG_CONFIG_HOME", m_configuration.path().toUtf8()); // has the list of known connections
        QFile file(QStringLiteral(DRIFTWOOD_FIXTURES "/compressed/payloads.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto fixtures = nlohmann::json::parse(file.readAll().toStdString());
        const auto bytes = [](const nlohmann::json& hex) {
            return QByteArray::fromHex(QByteArray::fromStdString(hex.get<std::string>())).toStdString();
        };
        std::vector<JsonRecord> records;
        for (const auto& row : fixtures["rows"])
            records.push_back(
                {0, JsonTopic::kBegin + static_cast<std::int64_t>(records.size()), "k", bytes(row), {}});
        m_rows = static_cast<int>(records.size());
        std::string bomb;
        for (int i = 0; i < 65; ++i)
            bomb += bytes(fixtures["members"]["gzip of a MiB of zeros"]);
        records.push_back({0, JsonTopic::kBegin + m_rows, "bomb", bomb, {}});
        VERIFY_OK(m_topic->broker->createTopic(TopicName("packed"), 1));
        VERIFY_OK(m_topic->write(TopicName("packed"), records));
    }

    void compressedValuesAreShown() {
        const CliResult shown = run({"peek", "packed", "-o", "beginning", "-c", "200", "--json"});
        QCOMPARE(shown.exitCode, 0);
        QCOMPARE(shown.at("records/0/value").toString(), QString(R"({"load": 0.5, "fault": true})"));
        QCOMPARE(shown.at("records/0/value_compression").toString(), QString("gzip"));
        QCOMPARE(shown.at("records/1/value").toString(), QString(R"({"load": 1.5, "fault": false})"));
        QCOMPARE(shown.at("records/1/value_compression").toString(), QString("zstd"));
        QCOMPARE(shown.at("records/2/value").toString(), QString(R"({"load": 2.5, "fault": false})"));
        QVERIFY(shown.at("records/2/value_compression").isUndefined());
        QCOMPARE(shown.at("records/120/value_problem").toString(),
                 QString("gzip: more than 64 MiB when decompressed"));
        const auto documented = wordsOfJsonManual();
        for (const QString& field : fieldsIn(shown.json()))
            QVERIFY2(documented.contains(field), qPrintable(field));
        const CliResult text = run({"peek", "packed", "-c", "4"});
        QVERIFY2(text.out.contains("gzip: more than 64 MiB when decompressed, ") &&
                     text.out.contains(R"({"load": 8.5, "fault": false}  (zstd, )"),
                 text.out);
        const CliResult stated =
            run({"peek", "packed", "-o", "beginning", "-c", "1", "--value-format", "json", "--json"});
        QCOMPARE(stated.at("records/0/value").toString(), QString(R"({"load": 0.5, "fault": true})"));
    }

    void envelopesAreTakenOff() {
        const auto change = [](const char* op, const char* after) {
            return "{\"before\":null,\"after\":" + std::string(after) +
                   ",\"source\":{\"connector\":\"mysql\"},\"op\":\"" + op + "\",\"ts_ms\":1000}";
        };
        VERIFY_OK(m_topic->broker->createTopic(TopicName("changes"), 1));
        VERIFY_OK(m_topic->write(TopicName("changes"),
                                 {{0, JsonTopic::kBegin, "1", change("c", R"({"id":1,"price":2.5})"), {}},
                                  {0, JsonTopic::kBegin + 1, "1", change("d", "null"), {}},
                                  {0, JsonTopic::kBegin + 2, "1", std::nullopt, {}}}));
        const QStringList peek{"peek", "changes", "-o", "beginning"};
        const CliResult whole = run(peek);
        QVERIFY2(
            whole.out.contains("the data is in an envelope (Debezium): --unwrap debezium takes it out") &&
                whole.out.contains(R"("op":"d")"),
            whole.out);
        const CliResult text = run(peek + QStringList{"--unwrap", "debezium"});
        QVERIFY2(text.out.contains(R"({"id":1,"price":2.5}  @debezium.op=c)") &&
                     text.out.contains("deleted  @debezium.op=d") && text.out.contains("null (tombstone)"),
                 text.out);
        const CliResult json = run(peek + QStringList{"--unwrap", "debezium", "--json"});
        QCOMPARE(json.at("envelopes/0").toString(), QString("debezium"));
        QCOMPARE(json.at("records/0/value").toString(), QString(R"({"id":1,"price":2.5})"));
        QCOMPARE(json.at("records/0/deletes").toBool(), false);
        QCOMPARE(json.at("records/0/envelope").toObject()["@debezium.ts_ms"].toString(), QString("1000"));
        QCOMPARE(json.at("records/1/deletes").toBool(), true);
        QVERIFY(json.at("records/1/value").isNull() && json.at("records/2/value").isNull());
        const auto documented = wordsOfJsonManual();
        for (const QString& field : fieldsIn(json.json()))
            QVERIFY2(documented.contains(field) || field.startsWith('@'), qPrintable(field));
    }

    /// CloudEvents' binary mode: told, taken beside the data, and learned from.
    void attributesInHeadersAreTaken() {
        std::vector<JsonRecord> records;
        for (int i = 0; i < 60; ++i)
            records.push_back(
                {0,
                 JsonTopic::kBegin + i,
                 "k",
                 R"({"load":)" + std::to_string(i % 7) + R"(,"fault":)" + (i % 2 == 0 ? "true}" : "false}"),
                 {{"ce_specversion", "1.0"},
                  {"ce_id", std::to_string(i)},
                  {"ce_source", "/plant"},
                  {"ce_type", i % 2 == 0 ? "alarm" : "reading"}}});
        VERIFY_OK(m_topic->broker->createTopic(TopicName("events"), 1));
        VERIFY_OK(m_topic->write(TopicName("events"), records));
        const CliResult told = run({"dataset", "create", "plain", "events"});
        QVERIFY2((told.out + told.err).contains("--unwrap cloudevents-binary"), told.out + told.err);
        const CliResult shown =
            run({"peek", "events", "-c", "1", "--unwrap", "cloudevents-binary", "--json"});
        QCOMPARE(shown.at("records/0/envelope").toObject()["@cloudevents.type"].toString(),
                 QString("reading"));
        QCOMPARE(shown.at("records/0/value").toString(), QString(R"({"load":3,"fault":false})"));
        const QTemporaryDir workspace;
        const auto masked = [&](const QStringList& arguments) {
            return runCli(QStringList{"-w", workspace.path()} + arguments);
        };
        QCOMPARE(masked({"connect", "plant", "--servers",
                         QString::fromStdString(m_topic->broker->bootstrapServers()), "--mask",
                         "@cloudevents.source=hide"})
                     .exitCode,
                 0);
        const CliResult hidden =
            masked({"peek", "events", "-c", "1", "--unwrap", "cloudevents-binary", "--json"});
        QCOMPARE(hidden.at("records/0/envelope").toObject()["@cloudevents.source"].toString(),
                 QString("(hidden)"));
        const CliResult made =
            run({"dataset", "create", "events", "events", "--unwrap", "cloudevents-binary", "--json"});
        QVERIFY2(made.exitCode == 0, made.err);
        QCOMPARE(made.at("manifest/decoder/unwrap/0").toString(), QString("cloudevents-binary"));
        const CliResult trained = run({"train", "events", "--task", "classification", "--label", "fault",
                                       "--features", "@cloudevents.type,load", "--epochs", "30", "--json"});
        QVERIFY2(trained.exitCode == 0, trained.err);
        // Live as in the data set: the type in the header alone tells the fault.
        const CliResult live =
            run({"attach", "events", "events", "--dry-run", "-o", "beginning", "-c", "60"});
        QVERIFY2(live.exitCode == 0 && live.out.contains("60 records scored"), live.out + live.err);
    }

    /// Data set, training, back-test and attachment decode alike.
    void compressedValuesAreTheSameEverywhere() {
        const CliResult made = run({"dataset", "create", "day", "packed", "--json"});
        QVERIFY2(made.exitCode == 0, made.err);
        QCOMPARE(made.at("manifest/rows").toInt(), m_rows);
        QCOMPARE(made.at("manifest/undecodable").toInt(), 1);
        QCOMPARE(made.at("failures/0/reason").toString(),
                 QString("gzip: more than 64 MiB when decompressed"));
        QCOMPARE(made.at("manifest/decoder/unpack/1").toString(), QString("zstd"));
        QCOMPARE(made.at("manifest/version").toInt(), 5);
        const CliResult text = run({"dataset", "create", "again", "packed"});
        QVERIFY2(text.out.contains("values are decompressed (gzip or zstd), then decoded as JSON"), text.out);
        const CliResult verified = run({"dataset", "verify", "day", "--full"});
        QVERIFY2(verified.exitCode == 0, verified.err);
        const CliResult trained = run({"train", "day", "--task", "classification", "--label", "fault",
                                       "--features", "load", "--epochs", "2"});
        QVERIFY2(trained.exitCode == 0, trained.err);
        const CliResult tried = run({"backtest", "day", "--from", "0", "--json"});
        QVERIFY2(tried.exitCode == 0, tried.err);
        QCOMPARE(tried.at("rows").toInt(), m_rows);
        const CliResult attached = run(
            {"attach", "day", "packed", "--dry-run", "-o", "beginning", "-c", QString::number(m_rows + 1)});
        QVERIFY2(attached.out.contains("120 records scored") && attached.out.contains("1 undecodable"),
                 attached.out + attached.err);
    }

    void elementsOfArraysAreFields() {
        std::vector<JsonRecord> records;
        for (int i = 0; i < 60; ++i)
            records.push_back({0,
                               JsonTopic::kBegin + i,
                               "k",
                               R"({"spectrum": [)" + std::to_string(i % 7) + ", " + std::to_string(i % 5) +
                                   R"(.5, 3], "fault": )" + (i % 7 > 3 ? "true}" : "false}"),
                               {}});
        VERIFY_OK(m_topic->broker->createTopic(TopicName("spectra"), 1));
        VERIFY_OK(m_topic->write(TopicName("spectra"), records));
        const CliResult made = run({"dataset", "create", "spectra", "spectra", "--fields", "spectrum,fault",
                                    "--where", "spectrum[0] >= 0", "--json"});
        QVERIFY2(made.exitCode == 0, made.err);
        QStringList paths;
        for (const QJsonValue field : made.at("manifest/decoder/fields").toArray())
            paths << field["path"].toString() + "/" + QString::number(field["length"].toInt());
        QCOMPARE(paths,
                 (QStringList{"spectrum[0]/3", "spectrum[1]/3", "spectrum[2]/3", "spectrum/0", "fault/0"}));
        const CliResult trained = run({"train", "spectra", "--task", "classification", "--label", "fault",
                                       "--features", "spectrum[0],spectrum[1]", "--epochs", "2"});
        QVERIFY2(trained.exitCode == 0, trained.err);

        records.assign({{0, JsonTopic::kBegin + 60, "k", R"({"spectrum": [1, 2.5], "fault": false})", {}}});
        VERIFY_OK(m_topic->write(TopicName("spectra"), records));
        const CliResult tried = run({"backtest", "spectra", "--from", "0", "--json"});
        QVERIFY2(tried.exitCode == 0, tried.err);
        QCOMPARE(tried.at("rows").toInt(), 61);
        QCOMPARE(tried.at("notes/0/note").toString(), QString("length"));
        QCOMPARE(tried.at("notes/0/first/0/offset").toInt(), 60);
    }

    /// A connection's masks hold in each command; what was made without them is refused.
    void fieldsAreMasked() {
        std::vector<JsonRecord> records;
        for (int i = 0; i < 60; ++i)
            records.push_back({0,
                               JsonTopic::kBegin + i,
                               "anna",
                               R"({"user": {"email": "anna)" + std::to_string(i % 3) +
                                   R"(@example.org"}, "n": )" + std::to_string(i) + "}",
                               {}});
        VERIFY_OK(m_topic->broker->createTopic(TopicName("users"), 1));
        VERIFY_OK(m_topic->write(TopicName("users"), records));
        const QTemporaryDir workspace;
        const auto with = [&](const QStringList& arguments) {
            return runCli(QStringList{"-w", workspace.path()} + arguments);
        };
        const QStringList connect{"connect", "shop", "--servers",
                                  QString::fromStdString(m_topic->broker->bootstrapServers())};
        QCOMPARE(with(connect).exitCode, 0);
        const CliResult open = with({"peek", "users", "-c", "1", "--json"});
        QCOMPARE(open.at("looks_personal/0").toString(), QString("user.email"));
        QVERIFY2(with({"peek", "users", "-c", "1"}).out.contains("--mask user.email=hash"), "");
        QCOMPARE(with({"dataset", "create", "before", "users"}).exitCode, 0);

        QCOMPARE(with(connect + QStringList{"--mask", "user.email=md5"}).exitCode, 2);
        const CliResult saved = with(connect + QStringList{"--mask", "user.email=hash", "--json"});
        QVERIFY2(saved.exitCode == 0, saved.err);
        QCOMPARE(saved.at("masks/0/mask").toString(), QString("hash"));
        QVERIFY(with({"connect", "--list"}).out.contains("mask user.email = hash"));
        QCOMPARE(with(connect).exitCode, 0); // saved again, it keeps them
        const CliResult masked = with({"peek", "users", "-c", "1", "--json"});
        QVERIFY2(masked.out.contains(R"({\"user\": {\"email\": \"#)") && !masked.out.contains("anna2"),
                 masked.out);
        QVERIFY(masked.at("looks_personal").toArray().isEmpty());
        const CliResult made = with({"dataset", "create", "after", "users", "--where",
                                     "user.email != \"anna1@example.org\"", "--json"});
        QVERIFY2(made.exitCode == 0, made.err);
        QCOMPARE(made.at("manifest/rows").toInt(), 60); // the address itself is nowhere
        QVERIFY2(!made.out.contains("anna1") || made.out.count("anna1") == 1,
                 made.out); // in the filter alone
        QCOMPARE(made.at("fields/0/distinct").toInt(), 3);
        const CliResult refused = with({"dataset", "verify", "before", "--full"});
        QCOMPARE(refused.exitCode, 5);
        QVERIFY2(refused.err.contains("masks user.email"), refused.err);
        QCOMPARE(with({"dataset", "verify", "after", "--full"}).exitCode, 0);
        const auto documented = wordsOfJsonManual();
        for (const CliResult& result : {open, saved, made})
            for (const QString& field : fieldsIn(result.json()))
                QVERIFY2(documented.contains(field), qPrintable(field));
        QCOMPARE(with(connect + QStringList{"--unmask"}).exitCode, 0);
        QCOMPARE(with({"dataset", "verify", "before", "--full"}).exitCode, 0);
    }

  private:
    [[nodiscard]] CliResult run(const QStringList& arguments) const {
        return runCli(QStringList{"-b", QString::fromStdString(m_topic->broker->bootstrapServers()), "-w",
                                  m_workspace.path()} +
                      arguments);
    }

    QTemporaryDir m_workspace;
    QTemporaryDir m_configuration;
    std::unique_ptr<JsonTopic> m_topic;
    int m_rows = 0;
};

QTEST_GUILESS_MAIN(TestCliPayloads)
#include "test_cli_payloads.moc"
