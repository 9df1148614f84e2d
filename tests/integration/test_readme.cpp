#include "cli_process.h"
#include "readme_commands.h"
#include "support/python_checks.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

using namespace driftwood::test;

/// Runs everything the README shows, unchanged and in its order: the served demo, its address, every command,
/// and the Python snippets on every exported model.
class TestReadme : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QProcess m_demo;
    QString m_address;

    static QString shown(const QByteArray& out) { return QString::fromUtf8(out.right(3000)); }

    void serve(const QString& command) {
        m_demo.setProcessChannelMode(QProcess::MergedChannels);
        m_demo.start("bash", {"-c", "exec " + command});
        QByteArray said;
        static const QRegularExpression address("is at (\\S+:\\d+)");
        while (m_address.isEmpty() && m_demo.waitForReadyRead(60000)) {
            said += m_demo.readAll();
            m_address = address.match(said).captured(1);
        }
        QVERIFY2(!m_address.isEmpty(), said.constData());
    }

    CliResult inShell(QString command) {
        command.replace("HOST:PORT", m_address);
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.start("bash", {"-c", command});
        CliResult result;
        if (!process.waitForFinished(300000)) {
            process.kill();
            process.waitForFinished();
            result.err = "timed out";
        }
        result.exitCode = process.exitCode();
        result.out = process.readAllStandardOutput();
        result.err += process.readAllStandardError();
        return result;
    }

    /// One that can import it: Debian's packages are for Debian's Python, but another may come first in the
    /// PATH.
    QString interpreterWith(const QString& library) {
        for (const QString& python :
             {QStringLiteral("python3"), QStringLiteral("/usr/bin/python3"), pythonForChecks()})
            if (inShell(python + " -c 'import " + library + "'").exitCode == 0)
                return python;
        return {};
    }

    /// Runs it for the file that it names, and for an export of each of the other models.
    void runPython(const QString& snippet) {
        const bool isOnnx = snippet.contains("day.onnx");
#ifndef DRIFTWOOD_HAS_TORCH
        if (!isOnnx)
            return;
#endif
        const QString library = isOnnx ? "onnxruntime" : "torch";
        const QString python = interpreterWith(library);
        if (python.isEmpty()) {
            qWarning("the Python snippet was not tried: %s is not installed", qPrintable(library));
            return;
        }
        for (const QString model : {"day", "trips", "faults"}) {
            const QString file = model + (isOnnx ? ".onnx" : ".pt");
            if (!QFileInfo::exists(m_folder.filePath(file)))
                QCOMPARE(inShell(QStringLiteral("driftwood-cli export %1 %2").arg(model, file)).exitCode, 0);
            const auto outputFor = [&](const QString& record) {
                QFile script(m_folder.filePath("snippet.py"));
                if (!script.open(QIODevice::WriteOnly))
                    return CliResult{-1, {}, "the script was not written"};
                script.write(QString(snippet)
                                 .replace(isOnnx ? "day.onnx" : "day.pt", file)
                                 .replace("'line': 'paint'", record)
                                 .toUtf8());
                script.close();
                return inShell(python + " snippet.py");
            };
            const auto result = outputFor("'line': 'paint', 'zone': 'airport'");
            QVERIFY2(result.exitCode == 0, qPrintable(file + ": " + shown(result.err)));
            const QByteArray expected = model == "day"      ? "anomalous"
                                        : model == "faults" ? "probabilities"
                                        : isOnnx            ? "prediction"
                                                            : "duration_min";
            QVERIFY2(result.out.contains(expected), result.out.constData());
            // null is the same as nothing, and not the same as a text
            const auto null = outputFor("'line': None, 'zone': None");
            QVERIFY2(null.exitCode == 0, qPrintable(file + ": " + shown(null.err)));
            const auto nothing = outputFor({});
            QCOMPARE(null.out, nothing.out);
            QVERIFY2(null.out != result.out, null.out.constData());
        }
    }

  private Q_SLOTS:
    void initTestCase() {
        const QString folder = QFileInfo(QStringLiteral(DRIFTWOOD_CLI)).absolutePath();
        qputenv("PATH", folder.toUtf8() + ':' + qgetenv("PATH"));
        qputenv("DRIFTWOOD_WORKSPACE", m_folder.filePath("workspace").toUtf8());
    }
    void cleanupTestCase() {
        m_demo.terminate();
        m_demo.waitForFinished(10000);
    }

    void everyCommandWorksAsWritten() {
        const auto lines = readmeCommands(DRIFTWOOD_README);
        QVERIFY(lines.size() > 20);
        QVERIFY(lines.front().text.contains("demo --serve"));
        serve(lines.front().text);
        int snippets = 0;
        for (const ReadmeLine& line : lines.mid(1)) {
            if (QTest::currentTestFailed())
                return;
            if (line.where == ReadmeLine::Where::Demo) {
                m_demo.write(line.text.toUtf8() + '\n');
                QVERIFY(m_demo.waitForBytesWritten());
            } else if (line.where == ReadmeLine::Where::Python) {
                ++snippets;
                runPython(line.text);
            } else {
#ifndef DRIFTWOOD_HAS_TORCH
                if (line.text.startsWith("driftwood-cli export") && line.text.endsWith(".pt"))
                    continue;
#endif
                const auto result = inShell(line.text);
                const bool alarmed =
                    result.exitCode == 7 && line.text.contains(QRegularExpression("attach|drift"));
                QVERIFY2(result.exitCode == 0 || alarmed,
                         qPrintable(QStringLiteral("%1\nexit status %2\n%3%4")
                                        .arg(line.text)
                                        .arg(result.exitCode)
                                        .arg(shown(result.out), shown(result.err))));
                if (line.text.contains("--until-alarm"))
                    QCOMPARE(result.exitCode, 7);
            }
        }
        QCOMPARE(snippets, 2);
    }

    /// Commands in the text name clusters that do not exist here, but their options must exist.
    void theCommandsInTheTextHaveTheirOptions() {
        QFile readme(DRIFTWOOD_README);
        QVERIFY(readme.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(readme.readAll()).simplified();
        static const QRegularExpression code("`(driftwood-cli [a-z][^`]*)`");
        int tried = 0;
        for (const auto& match : code.globalMatch(text)) {
            const QStringList words = match.captured(1).section(" |", 0, 0).split(' ');
            const auto help = inShell("driftwood-cli " + words[1] + " --help");
            QVERIFY2(help.exitCode == 0, qPrintable(match.captured(1)));
            for (const QString& word : words.mid(2))
                if (word.startsWith('-'))
                    QVERIFY2(QString::fromUtf8(help.out).contains(word), qPrintable(match.captured(1)));
            ++tried;
        }
        QVERIFY(tried >= 3);
    }
};

QTEST_GUILESS_MAIN(TestReadme)
#include "test_readme.moc"
