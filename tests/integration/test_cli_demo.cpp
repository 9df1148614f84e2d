// The demo on a terminal: the complete workflow of the command line, as new users see it first.
#include "cli_process.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QtTest>
#include <csignal>

using namespace driftwood::test;

class TestCliDemo : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void theDemoGoesTheWholeRiver() {
        const QTemporaryDir folder;
        const auto demo = runCli({"-w", folder.path(), "demo"}, 540000);
        QVERIFY2(demo.exitCode == 0, demo.err.constData());
        for (const char* heading : {"1. Topics", "2. A range", "3. An autoencoder", "4. Exported",
                                    "5. Attached", "6. Trained again", "7. Champion", "8. What happened"})
            QVERIFY2(demo.out.contains(heading), heading);
        QVERIFY(demo.out.contains(folder.path().toUtf8()));
        // Everything that it reports as created exists.
        const QStringList json{"-w", folder.path(), "--json"};
        const auto runs = runCli(json + QStringList{"runs"}).at("runs").toArray();
        QCOMPARE(runs.size(), 2);
        for (const auto& run : runs)
            QCOMPARE(run.toObject()["status"].toString(), QString("finished"));
        const auto models = runCli(json + QStringList{"models"}).at("models").toArray();
        QCOMPARE(models.size(), 2);
        QCOMPARE(runCli(json + QStringList{"dataset", "list"}).at("datasets").toArray().size(), 2);
#ifdef DRIFTWOOD_HAS_TORCH
        QDirIterator exports(folder.path(), {"*.pt"}, QDir::Files, QDirIterator::Subdirectories);
        QVERIFY(exports.hasNext());
#endif
    }

    void aStoppedDemoSaysWhereItsWorkLies() {
        const QTemporaryDir folder;
        QProcess demo;
        demo.start(DRIFTWOOD_CLI, {"-w", folder.path(), "demo"});
        QByteArray output;
        while (!output.contains("3. An autoencoder") && demo.waitForReadyRead(60000))
            output += demo.readAllStandardOutput();
        QVERIFY2(output.contains("3. An autoencoder"), output.constData());
        ::kill(static_cast<pid_t>(demo.processId()), SIGINT);
        QVERIFY(demo.waitForFinished(30000));
        QCOMPARE(demo.exitCode(), 130);
        const QByteArray said = demo.readAllStandardError();
        QVERIFY2(said.contains("stopped by you") && said.contains(folder.path().toUtf8()), said.constData());
        QCOMPARE(runCli({"-w", folder.path(), "--json", "dataset", "list"}).at("datasets").toArray().size(),
                 1);
    }
};

QTEST_GUILESS_MAIN(TestCliDemo)
#include "test_cli_demo.moc"
