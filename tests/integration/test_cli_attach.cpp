#include "cli_process.h"
#include "support/small_disk.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace driftwood::test;

/// Attachments of the real program, against the demo's broker in another process.
class TestCliAttach : public CliOnDemo {
    Q_OBJECT

  private:
    QJsonObject monitor(qint64 number) const {
        return runCli(asJson({"monitors", QString::number(number)})).json();
    }

    qint64 newestMonitor() const {
        qint64 newest = 0;
        for (const auto& each : runCli(asJson({"monitors"})).json()["monitors"].toArray())
            newest = std::max(newest, each.toObject()["monitor"].toInteger());
        return newest;
    }

  private Q_SLOTS:
    void initTestCase() {
        QVERIFY2(startBroker(), "the demo's broker did not start");
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
        const QString command = said.section("continue with: ", 1).section('\n', 0, 0);
        for (const char* word : {"--window 400", "--psi 0.35", "--clear-after 5", "--group 'a place'"})
            QVERIFY2(command.contains(word), qPrintable(said));
        QStringList words = QProcess::splitCommand(QString(command).replace('\'', '"'));
        QCOMPARE(words.takeFirst(), QString("driftwood-cli"));
        const auto went = runCli(words + QStringList{"-c", "10", "--json"});
        const QJsonObject end = went.jsonLines().last();
        QVERIFY2(end["event"].toString() == "end", went.err.constData());
        QCOMPARE(runCli(asJson({"monitors"})).at("monitors/0/monitor").toInteger(),
                 end["monitor"].toInteger());
        QVERIFY(end["monitor"].toInteger() == before + 1); // the successor, not a further monitor
        QVERIFY(monitor(end["monitor"].toInteger())["model"] != monitor(before)["model"]);
    }

    // Undoes the promotion with exactly the command that it printed.
    void whatAPromotionPrintsUndoesIt() {
        const auto attached = runCli(asJson({"attach", "first", "plant.machines", "--to",
                                             "plant.machines.predictions", "-G", "undone", "-c", "30"}));
        const qint64 before = attached.jsonLines().last()["monitor"].toInteger();
        QVERIFY2(before > 0, attached.err.constData());
        const auto promoted = runCli(with({"promote", QString::number(before), "second"}));
        QVERIFY2(promoted.exitCode == 0, promoted.err.constData());
        QStringList words = QProcess::splitCommand(
            QString::fromUtf8(promoted.out).section("undo with: ", 1).section('\n', 0, 0).replace('\'', '"'));
        QCOMPARE(words.takeFirst(), QString("driftwood-cli"));
        const auto undone = runCli(words + QStringList{"--json"});
        QVERIFY2(undone.exitCode == 0, undone.err.constData());
        QCOMPARE(undone.json()["to_monitor"].toInteger(), before);
        QCOMPARE(undone.json()["state"].toString(), QString("done"));
        // The replaced monitor was removed: the error names it and says how to return to its model.
        const qint64 after = undone.json()["from_monitor"].toInteger();
        QCOMPARE(runCli(with({"promote", QString::number(before), "second"})).exitCode, 0);
        QCOMPARE(runCli(with({"monitors", "remove", QString::number(before)})).exitCode, 0);
        const auto gone = runCli(with({"promote", QString::number(after), "--back"}));
        QCOMPARE(gone.exitCode, 3);
        QVERIFY2(gone.err.contains(("monitor " + QString::number(before)).toUtf8()) &&
                     gone.err.contains("was removed since"),
                 gone.err.constData());
        words = QProcess::splitCommand(
            QString::fromUtf8(gone.err).section("driftwood-cli promote ", 1).section(" puts", 0, 0));
        const auto anew = runCli(with(QStringList{"promote"} + words));
        QVERIFY2(anew.exitCode == 0, anew.err.constData());
    }

    // A refusal does not claim to continue, and prints the positions in the form that -o accepts.
    void aPlaceToBeginIsNamedInEveryWayThatHelps() {
        const auto attach = [&](const QStringList& more) {
            return runCli(
                asJson(QStringList{"attach", "first", "plant.machines", "--dry-run", "-c", "10"} + more));
        };
        const auto all = runCli(asJson({"dataset", "show", "day"})).at("partitions").toArray();
        QStringList named;
        for (const auto& partition : all)
            named << QString("%1:%2")
                         .arg(partition.toObject()["partition"].toInt())
                         .arg(partition.toObject()["end"].toInteger() - 3);
        for (const QString& start : {named.join(','), QString("-5"), QString("s@-2h"), QString("beginning"),
                                     QString("0:beginning")}) {
            const bool whole = all.size() == 1 || start != "0:beginning";
            const auto went = attach({"-o", start});
            QVERIFY2((went.exitCode == 0) == whole, qPrintable(start + ": " + went.err));
        }
        for (const auto& [start, says] :
             QList<std::pair<QString, QByteArray>>{{"999999999", "without offset 999999999"},
                                                   {"77:1", "there is no such partition"},
                                                   {named.join(',') + "," + named.first(), "named twice"},
                                                   {"somewhere", "is not an offset"},
                                                   {"0:x", "is not an offset"}}) {
            const auto refused = attach({"-o", start});
            QCOMPARE(refused.exitCode, 2);
            QVERIFY2(refused.err.contains(says), refused.err.constData());
        }
        const auto words =
            runCli(with({"attach", "first", "plant.machines", "--dry-run", "-c", "3", "-o", "-5"}));
        QVERIFY2(!words.out.contains("it begins where group"), words.out.constData());
    }

    // A resumed monitor counts what it had scored since its last note.
    void aKilledOneCountsAllThatItHadScored_data() {
        QTest::addColumn<QString>("next");
        for (const char* next : {"first", "second"})
            QTest::newRow(next) << next;
    }
    void aKilledOneCountsAllThatItHadScored() {
        QFETCH(QString, next);
        const QStringList where{"plant.machines", "--to", "plant.machines.predictions", "-G",
                                "killed-" + next};
        QProcess attachment;
        attachment.start(DRIFTWOOD_CLI,
                         asJson(QStringList{"attach", "first"} + where + QStringList{"-o", "beginning"}));
        QByteArray said;
        static const QRegularExpression kScored(R"("event":"update","scored":[1-9])");
        QTRY_VERIFY_WITH_TIMEOUT(
            QString::fromUtf8(said += attachment.readAllStandardOutput()).contains(kScored), 60000);
        ::kill(static_cast<pid_t>(attachment.processId()), SIGKILL);
        QVERIFY(attachment.waitForFinished(20000));
        const qint64 killed = newestMonitor();
        const auto resumed = runCli(asJson(QStringList{"attach", next} + where + QStringList{"-c", "20"}));
        // 7 and 9: with alarms, new ones or those of the killed one.
        QVERIFY2(QList<int>({0, 7, 9}).contains(resumed.exitCode), resumed.err.constData());
        const QJsonObject end = resumed.jsonLines().last();
        qint64 committed = 0; // the group began at 0 in every partition
        for (const auto& position : end["committed"].toArray())
            committed += position.toObject()["offset"].toInteger();
        QVERIFY(committed > 20);
        const qint64 resumer = end["monitor"].toInteger();
        QCOMPARE(resumer == killed, next == "first");
        qint64 scored = monitor(killed)["scored"].toInteger();
        if (resumer != killed)
            scored += monitor(resumer)["scored"].toInteger();
        QCOMPARE(scored, committed);
    }

    void aTopicOfTheClustersOwnTakesNoPredictions() {
        const auto refused =
            runCli(with({"attach", "first", "plant.machines", "--to", "__consumer_offsets"}));
        QVERIFY(refused.exitCode != 0);
        QVERIFY2(refused.err.contains("__consumer_offsets"), refused.err.constData());
    }

    // A changed target must be confirmed by the user; nothing continues before.
    void aRefusalDoesNotSayThatItGoesOn() {
        const QStringList place{"attach", "first", "plant.machines", "-G", "refused", "-c", "10", "--to"};
        QVERIFY(runCli(with(place + QStringList{"plant.machines.predictions"})).exitCode == 0);
        const auto goesOn = runCli(with(place + QStringList{"plant.machines.predictions"}));
        QVERIFY2(goesOn.out.contains("resumes monitor"), goesOn.out.constData());
        QVERIFY(runCli(with(place + QStringList{"city.trips.predictions", "-o", "end"})).exitCode == 0);
        const auto refused = runCli(with(place + QStringList{"plant.machines.predictions"}));
        QCOMPARE(refused.exitCode, 6);
        QVERIFY2(!refused.out.contains("resumes monitor"), refused.out.constData());
        QVERIFY2(refused.err.contains("--to city.trips.predictions continues"), refused.err.constData());
    }

    // The demo's broker creates no topics, so nothing happens after the announcement.
    void topicsThatWillBeMadeAreSaidBefore() {
        const auto made = runCli(asJson({"attach", "first", "plant.machines", "-G", "made", "-c", "5", "--to",
                                         "made.predictions", "--dead-letter", "made.dead"}));
        QVERIFY2(made.err.contains("made.predictions does not exist") &&
                     made.err.contains("made.dead does not exist") && made.saysOnlyJson(),
                 made.err.constData());
    }

    // It reads, scores and monitors drift, and reports that it cannot store anything; so does an export.
    void aDryRunAndAnExportNeedNoWorkspaceThatCanBeWritten() {
        const std::filesystem::path folder = m_folder.filePath("read-only").toStdString();
        const SmallDisk disk(folder, 16384);
        if (!disk.mounted())
            QSKIP("only root may mount a file system");
        std::filesystem::copy(m_folder.path().toStdString() + "/workspace.sqlite",
                              folder / "workspace.sqlite");
        std::filesystem::copy(m_folder.path().toStdString() + "/models", folder / "models",
                              std::filesystem::copy_options::recursive);
        QCOMPARE(runCli({"-w", QString::fromStdString(folder.string()), "models"}).exitCode, 0);
        QVERIFY(disk.makeReadOnly());
        const auto dry = runCli({"-w", QString::fromStdString(folder.string()), "-b", brokers(), "attach",
                                 "first", "plant.machines", "--dry-run", "-o", "beginning", "-c", "200",
                                 "--window", "50", "--json"});
        QVERIFY2(!dry.out.isEmpty() && dry.jsonLines().last()["scored"].toInteger() == 200,
                 dry.err.constData());
        QVERIFY(dry.jsonLines().last()["monitor"].isNull());
        QVERIFY2(dry.err.contains("cannot be written"), dry.err.constData());
        const auto publishing =
            runCli({"-w", QString::fromStdString(folder.string()), "-b", brokers(), "attach", "first",
                    "plant.machines", "--to", "plant.machines.predictions", "-c", "5"});
        QVERIFY2(publishing.exitCode != 0 && publishing.err.contains("cannot be written"),
                 publishing.err.constData());
        const QString file = m_folder.filePath("from-read-only.pt");
        const auto exported = runCli({"-w", QString::fromStdString(folder.string()), "-b", brokers(),
                                      "export", "first", file, "--json"});
        if (exported.err.contains("no LibTorch module"))
            return; // this build has none
        QVERIFY2(exported.exitCode == 0 && exported.err.contains("not listed with the model"),
                 exported.err.constData());
        QVERIFY(exported.at("not_kept").toString().contains("cannot be written"));
        QVERIFY(QFile::exists(file));
    }

    // Too little room for a monitor's row, but enough to open the workspace.
    void aDryRunGoesOnWhereTheDiskIsFull() {
        const std::filesystem::path folder = m_folder.filePath("full").toStdString();
        const SmallDisk disk(folder, 16384);
        if (!disk.mounted())
            QSKIP("only root may mount a file system");
        std::filesystem::copy(m_folder.path().toStdString() + "/workspace.sqlite",
                              folder / "workspace.sqlite");
        std::filesystem::copy(m_folder.path().toStdString() + "/models", folder / "models",
                              std::filesystem::copy_options::recursive);
        const QString workspace = QString::fromStdString(folder.string());
        QCOMPARE(runCli({"-w", workspace, "models"}).exitCode, 0);
        for (const int left : {16, 40, 64}) {
            std::filesystem::remove(folder / "ballast");
            disk.fill(left);
            const auto dry =
                runCli({"-w", workspace, "-b", brokers(), "attach", "first", "plant.machines", "--dry-run",
                        "-o", "beginning", "-c", "200", "--window", "50", "--json"});
            QVERIFY2(!dry.out.isEmpty() && dry.jsonLines().last()["scored"].toInteger() == 200,
                     dry.err.constData());
            QVERIFY2(dry.jsonLines().last()["monitor"].isNull() == dry.err.contains("is not listed among"),
                     dry.err.constData());
        }
    }

    // Types the advice for a damaged workspace into a shell, exactly as printed.
    void whatADamagedWorkspaceAdvisesWorks() {
        const std::filesystem::path folder = m_folder.filePath("a damaged one").toStdString();
        std::filesystem::create_directories(folder);
        std::filesystem::copy(m_folder.path().toStdString() + "/models", folder / "models",
                              std::filesystem::copy_options::recursive);
        const std::filesystem::path file = folder / "workspace.sqlite";
        std::ofstream(file) << std::string(8192, 'x');
        const auto damaged = runCli({"-w", QString::fromStdString(folder.string()), "models"});
        QVERIFY(damaged.exitCode != 0);
        QString command =
            QString::fromUtf8(damaged.err).section("taken in again with: ", 1).section('\n', 0, 0);
        QVERIFY2(command.startsWith("driftwood-cli "), damaged.err.constData());
        std::filesystem::rename(file, folder / "moved away");
        QProcess shell;
        shell.start("sh", {"-c", command.replace("driftwood-cli", DRIFTWOOD_CLI)});
        QVERIFY(shell.waitForFinished(60000));
        QVERIFY2(shell.exitCode() == 0, shell.readAllStandardError().constData());
        QCOMPARE(runCli({"-w", QString::fromStdString(folder.string()), "models", "--json"})
                     .at("models")
                     .toArray()
                     .size(),
                 2);
        const auto noBundle =
            runCli({"-w", QString::fromStdString(folder.string()), "models", "import", "/tmp"});
        QVERIFY2(noBundle.err.contains("model.json and weights.safetensors"), noBundle.err.constData());
    }

    // One Ctrl-C is enough, and the scored records are kept.
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
        // A line that does not fit into the pipe blocks the program, so the pipe's contents stop changing.
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
        for (int i = 0; i < 2; ++i) { // `timeout` signals the process and its group
            ::kill(static_cast<pid_t>(attachment.processId()), SIGINT);
            QTest::qSleep(5);
        }
        QVERIFY(attachment.waitForFinished(30000));
        QVERIFY((said += attachment.readAllStandardOutput()).contains(R"("event":"end")"));
        QCOMPARE(runCli(with({"models", "remove", "first"})).exitCode, 0);
        QCOMPARE(runCli(with({"dataset", "remove", "day"})).exitCode, 0);
    }
};

QTEST_GUILESS_MAIN(TestCliAttach)
#include "test_cli_attach.moc"
