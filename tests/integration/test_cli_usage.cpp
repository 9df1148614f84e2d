#include "cli_process.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>
#include <arpa/inet.h>
#include <csignal>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace driftwood::test;

/// The command line itself, without a broker: accepted and refused input, help and completion.
class TestCliUsage : public QObject {
    Q_OBJECT

  private:
    /// An accepted command gets as far as this unreachable broker: exit code 4, not 2.
    static CliResult withoutBroker(const QStringList& arguments) {
        QTemporaryDir folder;
        return runCli(QStringList{"-w", folder.path(), "-b", "127.0.0.1:1"} + arguments);
    }

  private Q_SLOTS:
    void helpAndVersion() {
        const auto help = runCli({"--help"});
        QCOMPARE(help.exitCode, 0);
        for (const char* command : {"connect", "topics", "peek", "schemas", "timeline", "dataset", "train",
                                    "runs", "models", "export", "attach", "drift", "backtest", "demo"})
            QVERIFY2(help.out.contains(command), command);
        QCOMPARE(runCli({"--version"}).exitCode, 0);
    }

    void usageErrorsAreTwoAndGoToStandardError() {
        for (const QStringList& arguments :
             {QStringList{"nonsense"}, QStringList{"topics", "--nonsense"}, QStringList{},
              QStringList{"train"}, QStringList{"peek", "plant.machines", "-o", "sideways"},
              QStringList{"peek", "plant.machines", "-o", "-9223372036854775808"},
              QStringList{"peek", "plant.machines", "-p", "0-2147483647"},
              QStringList{"train", "day", "--seed", "-1"}, QStringList{"train", "day", "--resume", "1"},
              QStringList{"train", "--resume", "1", "--epochs", "3"}, QStringList{"demo", "--rate", "2"},
              QStringList{"demo", "--json"}}) {
            const auto result = runCli(arguments);
            QVERIFY2(result.exitCode == 2, qPrintable(arguments.join(' ')));
            QVERIFY(!result.err.isEmpty());
            QVERIFY(result.out.isEmpty());
        }
    }

    void namesAreCheckedBeforeAnythingElse() {
        const QTemporaryDir folder;
        for (const QString& name : {QString("../evil"), QString("two\nlines"), QString(".hidden")})
            for (const QStringList& command : {QStringList{"dataset", "create", name, "topic"},
                                               {"connect", name, "--servers", "127.0.0.1:1"}}) {
                const auto refused = runCli(QStringList{"-w", folder.path(), "-b", "127.0.0.1:1"} + command);
                QVERIFY2(refused.exitCode == 2, refused.err.constData());
                QVERIFY2(refused.err.contains("cannot have a name"), refused.err.constData());
            }
    }

    void aStoppedCommandSaysSoInJson() {
        // Accepts connections and never answers.
        const int silent = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        QCOMPARE(::bind(silent, reinterpret_cast<sockaddr*>(&address), size), 0);
        QCOMPARE(::listen(silent, 8), 0);
        QCOMPARE(::getsockname(silent, reinterpret_cast<sockaddr*>(&address), &size), 0);
        const QTemporaryDir folder;
        QProcess process;
        process.start(DRIFTWOOD_CLI,
                      {"-w", folder.path(), "-b", QString("127.0.0.1:%1").arg(ntohs(address.sin_port)),
                       "--json", "topics"});
        QVERIFY(process.waitForStarted());
        pollfd coming{silent, POLLIN, 0};
        QCOMPARE(::poll(&coming, 1, 30000), 1); // it waits for the broker now
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(30000));
        ::close(silent);
        QCOMPARE(process.exitCode(), 130);
        const CliResult result{130, process.readAllStandardError(), {}};
        QCOMPARE(result.at("error/code").toString(), QString("cancelled"));
        QCOMPARE(result.at("error/exit_code").toInt(), 130);
    }

    void errorsSayWhatWhereAndWhatToDo() {
        const auto unreachable = runCli({"-b", "127.0.0.1:1", "topics"});
        QCOMPARE(unreachable.exitCode, 4);
        QVERIFY(unreachable.err.contains("127.0.0.1:1"));
        QVERIFY(unreachable.err.contains("to do:"));
        const auto json = runCli({"-b", "127.0.0.1:1", "topics", "--json"});
        QCOMPARE(json.exitCode, 4);
        QCOMPARE(QJsonDocument::fromJson(json.err).object()["error"].toObject()["code"].toString(),
                 QString("unreachable"));
    }

    void jsonHoldsNothingThatSteersTheTerminal() {
        const QString folder = QStringLiteral("/nowhere/a") + QChar(0x7f) + QChar(0x9b) + QChar(0x202e) + "ü";
        const auto missing = runCli({"--json", "-w", folder, "models"});
        QVERIFY2(missing.err.contains("a\\u007f\\u009b\\u202e\xc3\xbc"), missing.err.constData());
        QCOMPARE(QJsonDocument::fromJson(missing.err).object()["error"].toObject()["where"].toString(),
                 folder);
    }

    void usageErrorsAreJsonWhereJsonWasAskedFor() {
        for (const QStringList& arguments :
             {QStringList{"--json", "nonsense"}, QStringList{"topics", "-x", "--json"},
              QStringList{"attach", "m", "t", "-c", "0", "--json"}}) {
            const auto result = runCli(arguments);
            QCOMPARE(result.exitCode, 2);
            const auto error = QJsonDocument::fromJson(result.err).object()["error"].toObject();
            QCOMPARE(error["code"].toString(), QString("invalid-argument"));
            QCOMPARE(error["exit_code"].toInt(), 2);
        }
    }

    void standardErrorIsJsonWhereJsonWasAskedFor() {
        QTemporaryDir folder;
        const auto everything = [&](const QStringList& arguments) {
            return runCli(QStringList{"--json", "-v", "-w", folder.path(), "-b", "127.0.0.1:1"} + arguments);
        };
        for (const QStringList& arguments :
             {QStringList{"topics"}, QStringList{"models"}, QStringList{"connect", "--list"},
              QStringList{"train", "d"}, QStringList{"dataset", "create", "d", "t", "--where", "a >"}}) {
            const auto result = everything(arguments);
            QVERIFY2(result.saysOnlyJson(), result.err.constData());
            QVERIFY2(arguments.first() != "topics" || result.err.contains("\"diagnostic\""),
                     result.err.constData());
        }
    }

    void aPortThatThereIsNotIsAUsageError() {
        for (const QStringList& arguments : {QStringList{"-b", "one:99999", "topics"},
                                             QStringList{"connect", "x", "--servers", "one:99999"}}) {
            const auto result = runCli(arguments);
            QCOMPARE(result.exitCode, 2);
            QVERIFY2(result.err.contains("port 99999 is not between 1 and 65535"), result.err.constData());
        }
    }

    void typingErrorsAreAnsweredWithWhatWasMeant_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("meant");
        QTest::newRow("command") << QStringList{"topcis"} << QByteArray("mean topics?");
        QTest::newRow("member of a group") << QStringList{"dataset", "crate"} << QByteArray("mean create?");
        QTest::newRow("option") << QStringList{"attach", "m", "t", "--until-alrm"}
                                << QByteArray("--until-alarm?");
        QTest::newRow("global option") << QStringList{"topics", "--profil", "x"} << QByteArray("--profile?");
    }
    void typingErrorsAreAnsweredWithWhatWasMeant() {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, meant);
        const auto result = runCli(arguments);
        QCOMPARE(result.exitCode, 2);
        QVERIFY2(result.err.contains(meant), result.err.constData());
    }
    void whatIsLikeNothingIsNotGuessedAt() { QVERIFY(!runCli({"frobnicate"}).err.contains("Did you mean")); }

    void numbersThatMakeNoSenseAreRefused_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no record") << QStringList{"attach", "m", "t", "-c", "0"};
        QTest::newRow("fewer than none") << QStringList{"attach", "m", "t", "-c", "-3"};
        QTest::newRow("no time") << QStringList{"attach", "m", "t", "--seconds", "0"};
        QTest::newRow("an empty window") << QStringList{"drift", "m", "--window", "0"};
        QTest::newRow("validation only")
            << QStringList{"dataset", "create", "d", "t", "--validation", "0.95"};
        QTest::newRow("an empty layer") << QStringList{"train", "d", "--hidden", "8,0"};
        QTest::newRow("a p-value that every test is below") << QStringList{"drift", "m", "--p-value", "1"};
        QTest::newRow("no missing value at all") << QStringList{"attach", "m", "t", "--missing-rate", "0"};
        QTest::newRow("a group without a name") << QStringList{"attach", "m", "t", "-G", ""};
        QTest::newRow("no broker") << QStringList{"-b", "", "topics"};
        QTest::newRow("an unknown word") << QStringList{"train", "d", "--task", "dreaming"};
        QTest::newRow("a file whose name says no format") << QStringList{"export", "m", "model.bin"};
        QTest::newRow("an unknown format of exports") << QStringList{"export", "m", "--format", "stone"};
    }
    void numbersThatMakeNoSenseAreRefused() {
        QFETCH(QStringList, arguments);
        const auto result = withoutBroker(arguments);
        QVERIFY2(result.exitCode == 2, result.err.constData());
        QVERIFY2(result.err.contains("must be"), result.err.constData());
    }

    void optionsThatNeedOrExcludeOthersSaySo() {
        for (const QStringList& arguments : {QStringList{"backtest", "m", "--validation-only"},
                                             QStringList{"backtest", "m", "--dataset", "d", "--from", "-1h"},
                                             QStringList{"drift", "m", "--from", "-1h", "-o", "end"}}) {
            const auto result = withoutBroker(arguments);
            QVERIFY2(result.exitCode == 2, result.err.constData());
        }
    }

    void wrongOptionsAreNamedInWordsOfOurs_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("no value") << QStringList{"train", "d", "--epochs"}
                                  << QByteArray("--epochs needs a value");
        QTest::newRow("no whole number") << QStringList{"train", "d", "--epochs", "1.5"}
                                         << QByteArray("--epochs: \"1.5\" is not a number it takes");
        QTest::newRow("no number") << QStringList{"runs", "newest"}
                                   << QByteArray("run: \"newest\" is not a number");
        QTest::newRow("exclude") << QStringList{"drift", "m", "--from", "-1h", "-o", "end"}
                                 << QByteArray(" exclude each other");
        QTest::newRow("need") << QStringList{"demo", "--rate", "2"}
                              << QByteArray("means something only with --serve");
        QTest::newRow("choice") << QStringList{"train", "d", "--network", "cnn"}
                                << QByteArray("must be linear, mlp, autoencoder or residual, not cnn");
    }
    void wrongOptionsAreNamedInWordsOfOurs() {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, words);
        const auto result = withoutBroker(arguments);
        QVERIFY2(result.exitCode == 2, result.err.constData());
        QVERIFY2(result.err.contains(words), result.err.constData());
    }
    void wordsAreTakenInAnyCase() {
        const auto result =
            withoutBroker({"connect", "staging", "--servers", "127.0.0.1:1", "--security", "ssl"});
        QVERIFY2(result.exitCode == 4, result.err.constData());
    }

    void listsTakeNothingOfWhatStandsBehindThem() {
        for (const QStringList& arguments :
             {QStringList{"dataset", "create", "--fields", "a,b", "name", "topic"},
              QStringList{"dataset", "create", "--csv-columns", "a,b", "name", "topic"}}) {
            const auto result = withoutBroker(arguments);
            QVERIFY2(result.exitCode == 4, result.err.constData());
        }
        for (const QStringList& arguments : {QStringList{"train", "--hidden", "8,4", "set"},
                                             QStringList{"train", "--features", "a,b:one-hot", "set"}}) {
            const auto result = withoutBroker(arguments);
            QVERIFY2(result.exitCode == 3, result.err.constData()); // there is no such data set
        }
    }

    void withoutAKeychainItIsSaidWhatToUseInstead() {
        QTemporaryDir folder;
        QProcess process;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + folder.filePath("no-bus"));
        process.setProcessEnvironment(environment);
        process.start(DRIFTWOOD_CLI, {"-w", folder.path(), "connect", "staging", "--servers", "127.0.0.1:1",
                                      "--security", "SASL_SSL", "--user", "me", "--store-password"});
        process.write("hunter2\n");
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished(60000));
        QCOMPARE(process.exitCode(), 1);
        const QByteArray said = process.readAllStandardError() + process.readAllStandardOutput();
        QVERIFY2(said.contains("env:NAME") && said.contains("file:"), said.constData());
        QVERIFY(!said.contains("hunter2"));
    }

    void lookingMakesNoFolders() {
        QTemporaryDir folder;
        for (const QStringList& command :
             {QStringList{"models"}, QStringList{"runs"}, QStringList{"dataset", "list"},
              QStringList{"connect", "--list"}, QStringList{"topics"}, QStringList{"train", "set"}}) {
            const auto result = runCli(QStringList{"-w", folder.filePath("typo")} + command);
            QVERIFY2(result.exitCode == 3, qPrintable(command.join(' ')));
            QVERIFY2(result.err.contains("no workspace"), result.err.constData());
        }
        QVERIFY(!QFile::exists(folder.filePath("typo")));
    }

    void outputThatCannotBeWrittenIsAnError() {
        for (const QStringList& arguments : {QStringList{"--help"}, QStringList{"man"}}) {
            QProcess process;
            process.setStandardOutputFile("/dev/full");
            process.start(DRIFTWOOD_CLI, arguments);
            QVERIFY(process.waitForFinished(30000));
            QCOMPARE(process.exitCode(), 1);
        }
    }

    void helpFitsTheTerminal() {
        qputenv("COLUMNS", "80");
        for (const QStringList& arguments :
             {QStringList{"--help"}, QStringList{"dataset", "create", "--help"},
              QStringList{"peek", "--help"}, QStringList{"train", "--help"},
              QStringList{"attach", "--help"}}) {
            const QString help = QString::fromUtf8(runCli(arguments).out);
            for (const QString& line : help.split('\n'))
                QVERIFY2(line.size() <= 80, qPrintable(line));
        }
        qunsetenv("COLUMNS");
    }

    void completionAndManPageKnowEveryCommand() {
        const auto man = runCli({"man"});
        QCOMPARE(man.exitCode, 0);
        QVERIFY(man.out.startsWith(".TH"));
        // Every section that the text refers to exists.
        static const QRegularExpression reference("see ([A-Z]{3,})"), section("\\n\\.SH ([A-Z ]+)");
        QStringList sections;
        for (const auto& match : section.globalMatch(man.out))
            sections << match.captured(1);
        int named = 0;
        for (const auto& match : reference.globalMatch(man.out)) {
            QVERIFY2(sections.contains(match.captured(1)), qPrintable(match.captured(0)));
            ++named;
        }
        QVERIFY(named > 0);
        for (const char* shell : {"bash", "zsh", "fish"}) {
            const auto completion = runCli({"completion", shell});
            QCOMPARE(completion.exitCode, 0);
            QVERIFY(completion.out.contains("driftwood-cli complete "));
        }
        QVERIFY(man.out.contains("linear|mlp|autoencoder"));
        const auto candidates = [](const QStringList& words) {
            QStringList lines;
            for (const QByteArray& line :
                 runCli(QStringList{"complete", "zsh"} + words).out.trimmed().split('\n'))
                lines << QString::fromUtf8(line.split('\t').first());
            return lines;
        };
        for (const char* word : {"backtest", "dataset", "runs", "man"})
            QVERIFY2(candidates({""}).contains(word), word);
        QVERIFY(candidates({"dataset", "ver"}).contains("verify"));
        QVERIFY(candidates({"attach", "m", "t", "--until"}).contains("--until-alarm"));
        QCOMPARE(candidates({"train", "d", "--network", ""}),
                 (QStringList{"linear", "mlp", "autoencoder", "residual"}));
        QCOMPARE(candidates({"train", "d", "--network=m"}), QStringList{"--network=mlp"});
        QCOMPARE(candidates({"export", "m", ""}), QStringList{":paths"});
        // bash treats the part after a colon or an equals sign as a separate word, and removes quotes.
        const auto bashed = [](const QString& line) {
            return runCli({"complete", "bash", " \t\n\"'><=;|&(:", line}).out.trimmed();
        };
        QCOMPARE(bashed("driftwood-cli train d --network=m"), QByteArray("mlp"));
        QCOMPARE(bashed("driftwood-cli -b h:1 train 'a day' --network m"), QByteArray("mlp"));
        QVERIFY(runCli({"train", "--help"}).out.contains("--network linear|mlp|autoencoder|residual"));
        QProcess bash;
        bash.start("bash", {"-n"});
        bash.write(runCli({"completion", "bash"}).out);
        bash.closeWriteChannel();
        QVERIFY(bash.waitForFinished(10000));
        QCOMPARE(bash.exitCode(), 0);
    }
};

QTEST_GUILESS_MAIN(TestCliUsage)
#include "test_cli_usage.moc"
