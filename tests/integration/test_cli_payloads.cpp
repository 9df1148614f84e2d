#include "cli_process.h"
#include "documented_fields.h"
#include "support/json_topic.h"
#include "support/result_check.h"

#include <QFile>
#include <QtTest>
#include <nlohmann/json.hpp>

using namespace driftwood;
using namespace driftwood::test;

/// What producers do to payloads, on the command line: compression around them.
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
        QVERIFY2(text.out.contains("gzip: more than 64 MiB when decompressed, 66") &&
                     text.out.contains(R"({"load": 8.5, "fault": false}  (zstd, )"),
                 text.out);
        const CliResult stated =
            run({"peek", "packed", "-o", "beginning", "-c", "1", "--value-format", "json", "--json"});
        QCOMPARE(stated.at("records/0/value").toString(), QString(R"({"load": 0.5, "fault": true})"));
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
