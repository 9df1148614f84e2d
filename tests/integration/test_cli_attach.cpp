#include "cli_process.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QtTest>
#include <csignal>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace driftwood::test;

/// Attachments of the real program, against the demo's broker in another process.
class TestCliAttach : public QObject {
    Q_OBJECT

  private:
    std::unique_ptr<DemoServer> m_server;
    QTemporaryDir m_folder;

    QStringList with(const QStringList& arguments) const {
        return QStringList{"-w", m_folder.path(), "-b", m_server->brokers()} + arguments;
    }
    QStringList asJson(const QStringList& arguments) const { return with(arguments) + QStringList{"--json"}; }
    QJsonObject monitor(qint64 number) const {
        return runCli(asJson({"monitors", QString::number(number)})).json();
    }

  private Q_SLOTS:
    void initTestCase() {
        m_server = std::make_unique<DemoServer>();
        QVERIFY2(!m_server->brokers().isEmpty(), "the demo's broker did not start");
        const auto created = runCli(with({"dataset", "create", "day", "plant.machines"}));
        QVERIFY2(created.exitCode == 0, created.err.constData());
        for (const char* name : {"first", "second"}) {
            const auto trained = runCli(with({"train", "day", "--epochs", "1", "--name", name, "--hidden",
                                              QByteArray(name) == "first" ? "8,4,8" : "6,3,6"}));
            QVERIFY2(trained.exitCode == 0, trained.err.constData());
        }
    }

    void aDryRunIsMarkedAmongTheMonitors() {
        const auto dry = runCli(asJson({"attach", "first", "plant.machines", "-c", "20", "--dry-run"}));
        const qint64 number = dry.jsonLines().last()["monitor"].toInteger();
        QVERIFY2(number > 0, dry.err.constData());
        QCOMPARE(monitor(number)["dry_run"].toBool(), true);
        QVERIFY(runCli(with({"monitors"})).out.contains("stopped, dry run"));
        QVERIFY(runCli(with({"monitors", QString::number(number)})).out.contains("stopped, dry run"));
    }

    void whatIsPrintedAfterAPromotionGoesOn() {
        const auto attached =
            runCli(asJson({"attach", "first", "plant.machines", "--to", "plant.machines.predictions", "-G",
                           "a place", "-c", "30", "--window", "400", "--psi", "0.35", "--clear-after", "5"}));
        const qint64 before = attached.jsonLines().last()["monitor"].toInteger();
        QVERIFY2(before > 0, attached.err.constData());
        const auto promoted = runCli(with({"promote", QString::number(before), "second"}));
        QVERIFY2(promoted.exitCode == 0, promoted.err.constData());
        const QString said = QString::fromUtf8(promoted.out);
        const QString command = said.section("go on with: ", 1).section('\n', 0, 0);
        for (const char* word : {"--window 400", "--psi 0.35", "--clear-after 5", "--group 'a place'"})
            QVERIFY2(command.contains(word), qPrintable(said));
        QStringList words = QProcess::splitCommand(QString(command).replace('\'', '"'));
        QCOMPARE(words.takeFirst(), QString("driftwood-cli"));
        const auto went = runCli(words + QStringList{"-c", "10", "--json"});
        const QJsonObject end = went.jsonLines().last();
        QVERIFY2(end["event"].toString() == "end", went.err.constData());
        QCOMPARE(runCli(asJson({"monitors"})).at("monitors/0/monitor").toInteger(),
                 end["monitor"].toInteger());
        QVERIFY(end["monitor"].toInteger() == before + 1); // the successor, not one more
        QVERIFY(monitor(end["monitor"].toInteger())["model"] != monitor(before)["model"]);
    }

    // One Ctrl-C is enough, and what was scored is kept.
    void aReaderThatDoesNotReadHoldsUpNoEnd() {
        const QString path = m_folder.filePath("stalled");
        QCOMPARE(::mkfifo(path.toLocal8Bit().constData(), 0600), 0);
        const int pipe = ::open(path.toLocal8Bit().constData(), O_RDWR | O_NONBLOCK);
        QVERIFY(pipe >= 0);
        QVERIFY(::fcntl(pipe, F_SETPIPE_SZ, 4096) > 0);
        QProcess attachment;
        attachment.setStandardOutputFile(path);
        attachment.start(DRIFTWOOD_CLI,
                         asJson({"attach", "first", "plant.machines", "--to", "plant.machines.predictions",
                                 "-G", "stalled", "-o", "beginning", "--window", "50"}));
        const auto waiting = [pipe] {
            int bytes = 0;
            ::ioctl(pipe, FIONREAD, &bytes);
            return bytes;
        };
        // A line that no longer fits is waited with: nothing comes any more.
        int before = 0;
        const auto stands = [&] {
            const bool same = waiting() > 0 && waiting() == before;
            before = waiting();
            QTest::qWait(1500);
            return same;
        };
        QTRY_VERIFY_WITH_TIMEOUT(stands(), 60000);
        QElapsedTimer clock;
        clock.start();
        ::kill(static_cast<pid_t>(attachment.processId()), SIGINT);
        QVERIFY(attachment.waitForFinished(20000));
        qInfo("ended %lld ms after Ctrl-C", clock.elapsed());
        QVERIFY2(clock.elapsed() < 2000, qPrintable(QString::number(clock.elapsed())));
        QCOMPARE(attachment.exitCode(), 130);
        ::close(pipe);
        const auto row = runCli(asJson({"monitors"})).at("monitors/0").toObject();
        QCOMPARE(row["group"].toString(), QString("stalled"));
        QCOMPARE(row["state"].toString(), QString("stopped"));
        QVERIFY(row["scored"].toInteger() > 0);
    }

    void whatIsAtWorkHoldsItsModel() {
        QProcess attachment;
        QByteArray said;
        attachment.start(DRIFTWOOD_CLI, asJson({"attach", "first", "plant.machines", "--dry-run"}));
        QTRY_VERIFY_WITH_TIMEOUT((said += attachment.readAllStandardOutput()).contains(R"("event":"update")"),
                                 60000);
        const auto model = runCli(with({"models", "remove", "first"}));
        QCOMPARE(model.exitCode, 2);
        QVERIFY2(model.err.contains("monitor ") && model.err.contains("Stop it"), model.err.constData());
        QCOMPARE(runCli(with({"dataset", "remove", "day"})).exitCode, 2);
        ::kill(static_cast<pid_t>(attachment.processId()), SIGINT);
        QVERIFY(attachment.waitForFinished(30000));
        QCOMPARE(runCli(with({"models", "remove", "first"})).exitCode, 0);
        QCOMPARE(runCli(with({"dataset", "remove", "day"})).exitCode, 0);
    }
};

QTEST_GUILESS_MAIN(TestCliAttach)
#include "test_cli_attach.moc"
