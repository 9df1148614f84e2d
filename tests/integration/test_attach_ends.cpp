#include "broker/publisher.h"
#include "cli_process.h"
#include "sensor_bench.h"
#include "support/result_check.h"

#include <QJsonArray>
#include <QProcess>
#include <QtTest>
#include <sys/stat.h>

using namespace driftwood;
using namespace driftwood::test;

/// How an attachment of the real program ends on a topic without new records: its exit code and its final
/// output.
class TestAttachEnds : public QObject {
    Q_OBJECT

  private:
    static constexpr int kOk = 0, kUsage = 2, kFoundDrift = 7, kUnpublished = 8, kKnownDrift = 9;
    std::unique_ptr<SensorBench> m_bench;

    QStringList with(const QStringList& arguments) const {
        return QStringList{"-w", QString::fromStdString(m_bench->folder().string())} + arguments;
    }
    CliResult attach(const QString& topic, const QString& group, const QStringList& more) const {
        return runCli(
            with(QStringList{"--profile", "small", "attach", "sensors", topic, "-G", group} + more));
    }

    /// Writes warmer records than the model learned from. Two of them, 5 and 15, have a key larger than the
    /// connection may send.
    Status writeWarm(const char* topic, int count) const {
        auto publisher = m_bench->connection->openPublisher(TopicName(topic));
        if (!publisher)
            return forward(publisher);
        for (int i = 0; i < count; ++i) {
            broker::OutgoingRecord record;
            record.partition = PartitionId(0);
            const std::string key = i == 5 || i == 15 ? std::string(20'000, 'k') : "k";
            record.key = key;
            record.value = R"({"temperature":81.5,"pressure":3.1})";
            record.timestamp = TimestampMs(SensorBench::kFirstTime + i);
            if (Status sent = (*publisher)->publish(record); !sent)
                return sent;
        }
        return (*publisher)->flush(std::chrono::seconds(20));
    }

  private Q_SLOTS:
    void initTestCase() {
        auto bench = SensorBench::start();
        VERIFY_OK(bench);
        m_bench = std::move(*bench);
        VERIFY_OK(m_bench->append(0, 600));
        VERIFY_OK(m_bench->takeDataset("sensors"));
        VERIFY_OK(runs::runTraining(*m_bench->connection, m_bench->folder(),
                                    SensorBench::request("sensors", "sensors"), {}, {}));
        for (const char* topic : {"out", "dead"})
            VERIFY_OK(m_bench->broker->createTopic(TopicName(topic), 2));
        auto other = SensorBench::request("sensors", "other");
        other.training.seed = 11;
        VERIFY_OK(runs::runTraining(*m_bench->connection, m_bench->folder(), other, {}, {}));
        for (const char* topic : {"large", "warm", "handed-over"})
            VERIFY_OK(m_bench->broker->createTopic(TopicName(topic), 1));
        VERIFY_OK(writeWarm("large", 20));
        VERIFY_OK(writeWarm("warm", 400));
        const auto saved =
            runCli(with({"connect", "small", "--servers",
                         QString::fromStdString(m_bench->connection->profile().bootstrapServers),
                         "--writable", "--property", "message.max.bytes=10000"}));
        QVERIFY2(saved.exitCode == kOk, saved.err.constData());
    }

    void predictionsThatNoTopicHasAreNoSuccess() {
        const QStringList how{"--to", "out", "-o", "beginning", "-c", "20"};
        const auto refused = attach("large", "refused", how);
        QVERIFY2(refused.exitCode == kUnpublished, refused.err.constData());
        QVERIFY2(refused.out.contains("2 records: out refused their predictions"), refused.out.constData());
        QVERIFY2(refused.out.contains("--dead-letter"), refused.out.constData());
        const auto kept = attach("large", "kept", how + QStringList{"--dead-letter", "dead"});
        QVERIFY2(kept.exitCode == kOk, kept.err.constData());
        QVERIFY2(kept.out.simplified().contains("dead has all of them"), kept.out.constData());
        const auto json = attach("large", "refused", {"--to", "out", "-o", "0:5", "-c", "1", "--json"});
        QCOMPARE(json.exitCode, kUnpublished);
        QCOMPARE(json.jsonLines().last()["reached_neither"].toInt(), 1);
    }

    // A supervisor that restarts the attachment can distinguish new alarms from known ones.
    void anAlarmOfBeforeIsToldFromANewOne() {
        const QStringList how{"--to", "out", "--window", "50", "--raise-after", "1"};
        const auto raised = attach("warm", "alarmed", how + QStringList{"-o", "0:20", "-c", "300", "--json"});
        QVERIFY2(raised.exitCode == kFoundDrift, raised.err.constData());
        const QJsonObject end = raised.jsonLines().last();
        const QJsonArray alarms = end["alarms"].toArray();
        QVERIFY(!alarms.isEmpty());
        QVERIFY(!alarms[0].toObject()["open_before"].toBool(true));

        const auto idle = attach("warm", "alarmed", how + QStringList{"-c", "1"});
        QVERIFY2(idle.exitCode == kKnownDrift, idle.err.constData());
        QVERIFY2(idle.out.simplified().contains("still open and not acknowledged"), idle.out.constData());
        const auto again = attach("warm", "alarmed", how + QStringList{"-c", "1", "--json"});
        QCOMPARE(again.exitCode, kKnownDrift);
        for (const auto& alarm : again.jsonLines().last()["alarms"].toArray())
            QVERIFY(alarm.toObject()["open_before"].toBool());

        const QString monitor = QString::number(end["monitor"].toInteger());
        const QString firstAlarm = alarms[0].toObject()["id"].toString();
        const auto mutedUntil = [&] {
            for (const auto& alarm : runCli(with({"--json", "monitors", monitor})).json()["alarms"].toArray())
                if (alarm.toObject()["id"].toString() == firstAlarm)
                    return alarm.toObject()["muted_until_ms"].toInteger();
            return qint64(-1);
        };
        QCOMPARE(runCli(with({"monitors", "mute", monitor, firstAlarm, "--hours", "24"})).exitCode, kOk);
        const qint64 until = mutedUntil();
        QVERIFY(until > 0);
        for (const char* hours : {"inf", "1e13", "1e300", "876601"})
            QCOMPARE(runCli(with({"monitors", "mute", monitor, firstAlarm, "--hours", hours})).exitCode,
                     kUsage);
        QCOMPARE(mutedUntil(), until);
        const auto text = runCli(with({"monitors", monitor})).out;
        QVERIFY2(text.contains("muted: "), text.constData()); // not marked as one to look at
        for (const auto& alarm : alarms) {
            const auto acknowledged =
                runCli(with({"monitors", "acknowledge", monitor, alarm.toObject()["id"].toString()}));
            QVERIFY2(acknowledged.exitCode == kOk, acknowledged.err.constData());
        }
        QCOMPARE(attach("warm", "alarmed", how + QStringList{"-c", "1"}).exitCode, kOk);
    }

    // A promotion does not take away the alarms that the command has raised before it, and the replaced model
    // is not attached again by the line of before.
    void alarmsBeforeAPromotionAreThoseOfTheCommandToo() {
        const QStringList place{"--to", "out", "--window", "50", "--raise-after", "1"};
        VERIFY_OK(writeWarm("handed-over", 300));
        QProcess attachment;
        attachment.start(
            DRIFTWOOD_CLI,
            with(QStringList{"--profile", "small", "--json", "attach", "sensors", "handed-over"} + place +
                 QStringList{"-G", "handed over", "-o", "0:20", "-c", "281"}));
        QByteArray said;
        const auto says = [&](const char* words) {
            return (said += attachment.readAllStandardOutput()).contains(words);
        };
        QTRY_VERIFY_WITH_TIMEOUT(says("\"state\":\"opened\""), 60000);
        const auto listed = runCli(with({"--json", "monitors"})).json()["monitors"].toArray();
        const qint64 first = listed.first().toObject()["monitor"].toInteger();
        const auto promoted = runCli(with({"promote", QString::number(first), "other", "--json"}));
        QVERIFY2(promoted.exitCode == kOk, promoted.err.constData());
        QTRY_VERIFY_WITH_TIMEOUT(says("\"event\":\"promoted\""), 60000);
        VERIFY_OK(writeWarm("handed-over", 1));
        QVERIFY(attachment.waitForFinished(60000));
        said += attachment.readAllStandardOutput();
        CliResult ended;
        ended.out = said;
        const QJsonObject end = ended.jsonLines().last();
        QCOMPARE(attachment.exitCode(), kFoundDrift);
        const qint64 second = end["monitor"].toInteger();
        QVERIFY(second != first);
        QVERIFY(!end["alarms"].toArray().isEmpty());
        for (const auto& alarm : end["alarms"].toArray()) {
            QCOMPARE(alarm.toObject()["monitor"].toInteger(), first); // one record is no window
            QVERIFY(!alarm.toObject()["open_before"].toBool(true));
        }
        // The list of the replaced monitor agrees: no alarm counts as open.
        const auto replaced = runCli(with({"--json", "monitors", QString::number(first)})).json();
        QCOMPARE(replaced["replaced_by"].toInteger(), second);
        QCOMPARE(replaced["open_alarms"].toInt(-1), 0);
        const auto text = runCli(with({"monitors", QString::number(first)})).out;
        QVERIFY2(text.contains("history: ") && !text.contains("▲"), text.constData());
        QVERIFY(runCli(with({"--json", "monitors", QString::number(second)})).json()["replaced_by"].isNull());

        const auto again = attach("handed-over", "handed over", place + QStringList{"-c", "1"});
        QCOMPARE(again.exitCode, kUsage);
        const QByteArray back = "driftwood-cli promote " + QByteArray::number(second) + " --back";
        QVERIFY2(QByteArray(again.err).simplified().contains(back), again.err.constData());
        QVERIFY(runCli(with({"promote", QString::number(second), "--back"})).exitCode == kOk);
        QCOMPARE(attach("handed-over", "handed over", place + QStringList{"--seconds", "0.1"}).exitCode,
                 kKnownDrift);
    }

    // If the file cannot be written, nothing is read, and the error does not suggest --force.
    void anExportTakesTheNameOfNothingButAFile() {
        const QTemporaryDir folder;
        const QString pipe = folder.filePath("pipe");
        QCOMPARE(::mkfifo(pipe.toLocal8Bit().constData(), 0600), 0);
        for (const QString& path : {pipe, folder.path()})
            for (const QStringList& force : {QStringList{}, QStringList{"--force"}}) {
                const auto refused =
                    runCli(with(QStringList{"--profile", "small", "export", "sensors", path} + force));
                QCOMPARE(refused.exitCode, kUsage);
                QVERIFY2(refused.err.contains("Name a file") && !refused.err.contains("--force"),
                         refused.err.constData());
            }
        struct stat info {};
        QVERIFY(::lstat(pipe.toLocal8Bit().constData(), &info) == 0 && S_ISFIFO(info.st_mode));
    }
};

QTEST_GUILESS_MAIN(TestAttachEnds)
#include "test_attach_ends.moc"
