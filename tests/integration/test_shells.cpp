#include "cli_process.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

using namespace driftwood::test;

/// Completion in the real shells that are installed: what a user who presses Tab is offered.
class TestShells : public QObject {
    Q_OBJECT

  private:
    std::unique_ptr<DemoServer> m_server;
    QTemporaryDir m_folder;

    static bool isThere(const QString& program) { return !QStandardPaths::findExecutable(program).isEmpty(); }

    /// The candidates that the shell inserts for the line, or lists after two tabs.
    QString offered(const QString& shell, const QString& line) const {
        const QString script = m_folder.filePath("completion." + shell);
        if (!QFile::exists(script)) {
            QFile file(script);
            if (file.open(QIODevice::WriteOnly))
                file.write(runCli({"completion", shell}).out);
        }
        QProcess process;
        process.setWorkingDirectory(m_folder.filePath("here"));
        process.setProcessChannelMode(QProcess::MergedChannels);
        if (shell == "fish")
            process.start("fish", {"--no-config", "-c",
                                   QStringLiteral("source %1; complete -C '%2'").arg(script, line)});
        else
            process.start("python3", {PRESS_TAB, shell, "source " + script, line});
        if (!process.waitForFinished(120000))
            return "timed out";
        return QString::fromUtf8(process.readAll());
    }

    static bool has(const QString& text, const QString& word) {
        return QRegularExpression("(^|\\s)" + QRegularExpression::escape(word) + "(\\s|$)")
            .match(text)
            .hasMatch();
    }

  private Q_SLOTS:
    void initTestCase() {
        m_server = std::make_unique<DemoServer>();
        QVERIFY2(!m_server->brokers().isEmpty(), "the demo's broker did not start");
        const QString folder = QFileInfo(QStringLiteral(DRIFTWOOD_CLI)).absolutePath();
        qputenv("PATH", folder.toUtf8() + ':' + qgetenv("PATH"));
        qputenv("HOME", m_folder.path().toUtf8());
        QVERIFY(QDir(m_folder.path()).mkpath("here"));
        for (const char* name : {"a-file.pt", "train.log"}) {
            QFile file(m_folder.filePath(QStringLiteral("here/") + name));
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        const auto made = runCli({"-w", m_folder.filePath("w"), "-b", m_server->brokers(), "dataset",
                                  "create", "a day", "city.trips", "-p", "0"});
        QVERIFY2(made.exitCode == 0, made.err.constData());
    }

    void everyShellOffersTheSame_data() {
        QTest::addColumn<QString>("shell");
        for (const char* shell : {"bash", "zsh", "fish"})
            QTest::newRow(shell) << shell;
    }
    void everyShellOffersTheSame() {
        QFETCH(QString, shell);
        if (!isThere(shell) || (shell != "fish" && !isThere("python3")))
            QSKIP(qPrintable(shell + " (or python3, which types into it) is not installed"));

        const QString commands = offered(shell, "driftwood-cli tim");
        QVERIFY2(commands.contains("timeline"), qPrintable(commands));
        const QString all = offered(shell, "driftwood-cli ");
        for (const char* word : {"connect", "topics", "peek", "dataset", "train", "backtest"})
            QVERIFY2(has(all, word), qPrintable(all));
        for (const QString wrong : {"train.log", "a-file.pt", "complete", "not found", "bad ", "error"})
            QVERIFY2(!has(all, wrong) && !all.contains("_driftwood_cli:"), qPrintable(wrong + ": " + all));

        const QString members = offered(shell, "driftwood-cli dataset ");
        QVERIFY2(has(members, "create") && has(members, "verify"), qPrintable(members));
        QVERIFY2(!has(members, "train"), qPrintable(members));
        const QString options = offered(shell, "driftwood-cli attach a b --");
        QVERIFY2(options.contains("--until-alarm") && options.contains("--workspace"), qPrintable(options));
        QVERIFY2(!options.contains("--servers"), qPrintable(options));

        const QString choices = offered(shell, "driftwood-cli train x --task ");
        QVERIFY2(choices.contains("classification") && choices.contains("regression"), qPrintable(choices));
        QVERIFY2(!has(choices, "train.log"), qPrintable(choices));
        QVERIFY2(offered(shell, "driftwood-cli train x --task=cl").contains("classification"), "after =");
        const QString numbers = offered(shell, "driftwood-cli train x --epochs ");
        QVERIFY2(!has(numbers, "train.log"), qPrintable(numbers));

        // Names of existing things, queried from the cluster and the workspace in the line.
        const QString here = "driftwood-cli -w " + m_folder.filePath("w") + " -b " + m_server->brokers();
        QVERIFY2(offered(shell, here + " peek city.t").contains("city.trips"), "topics");
        QVERIFY2(offered(shell, here + " train ").contains(shell == "fish" ? "a day" : "a\\ day"),
                 "data sets");
        const QString files = offered(shell, here + " export model ");
        QVERIFY2(files.contains("a-file.pt"), qPrintable(files));
    }
};

QTEST_GUILESS_MAIN(TestShells)
#include "test_shells.moc"
