#include "broker/connection.h"
#include "broker/publisher.h"
#include "cli_process.h"
#include "documented_fields.h"
#include "support/result_check.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <csignal>

using namespace driftwood;
using namespace driftwood::test;

/// Tests the real program, as used by scripts and users, with the demo's broker in another process.
class TestCli : public CliOnDemo {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { QVERIFY2(startBroker(), "the demo's broker did not start"); }

    void whatIsNotThereIsSaidToBeMissing() {
        const auto missing = runCli(with({"timeline", "no.such.topic"}));
        QCOMPARE(missing.exitCode, 3);
        QVERIFY(missing.err.contains("no.such.topic"));
        QCOMPARE(runCli(with({"models", "none"})).exitCode, 3);
    }

    void topicsPeekAndTimelineShowWhatIsThere() {
        const auto topics = runCli(asJson({"topics"}));
        QCOMPARE(topics.exitCode, 0);
        QStringList names;
        for (const auto& topic : topics.at("topics").toArray())
            names << topic.toObject()["name"].toString();
        QVERIFY(names.contains("plant.machines") && names.contains("city.trips") &&
                names.contains("plant.alarms"));
        QVERIFY2(!names.contains("no.such.topic"), "looking made a topic");

        const auto peek = runCli(asJson({"peek", "plant.machines", "-c", "5", "-o", "beginning"}));
        QCOMPARE(peek.exitCode, 0);
        const QJsonArray records = peek.at("records").toArray();
        QCOMPARE(records.size(), 5);
        QVERIFY(QJsonDocument::fromJson(records[0].toObject()["value"].toString().toUtf8()).isObject());

        const auto timeline = runCli(asJson({"timeline", "plant.machines", "-n", "12"}));
        QCOMPARE(timeline.exitCode, 0);
        qint64 counted = 0;
        for (const auto& bucket : timeline.at("buckets").toArray())
            counted += bucket.toObject()["records_estimate"].toInteger();
        QVERIFY(counted > 10000);
        const auto human = runCli(with({"timeline", "plant.machines"}));
        QVERIFY(human.out.contains("plant.machines"));
        QVERIFY2(!human.out.contains('\x1b'), "colour in a pipe");
    }

    void aMillionRecordsAreNotHeldAsText_data() {
        QTest::addColumn<QStringList>("format");
        QTest::newRow("table") << QStringList{};
        QTest::newRow("JSON") << QStringList{"--json"};
    }
    void aMillionRecordsAreNotHeldAsText() {
#ifdef __SANITIZE_ADDRESS__
        QSKIP("AddressSanitizer keeps what was freed: the process's memory tells nothing");
#endif
        QFETCH(QStringList, format);
        QProcess peek;
        peek.start(DRIFTWOOD_CLI,
                   with({"peek", "plant.machines", "-o", "beginning", "-c", "1000000"}) + format);
        // The pipe is full soon: the program then blocks at its first lines, when it has already reached its
        // full memory need.
        QVERIFY(peek.waitForReadyRead(60000));
        QFile status(QStringLiteral("/proc/%1/status").arg(peek.processId()));
        QVERIFY(status.open(QIODevice::ReadOnly));
        const auto peak =
            QRegularExpression("VmHWM:\\s+(\\d+) kB").match(status.readAll()).captured(1).toLongLong();
        QVERIFY(peak > 0);
        qInfo("%lld MB before the first line", peak / 1024);
        QVERIFY(peek.waitForFinished(120000));
        QCOMPARE(peek.exitCode(), 0);
        const QByteArray out = peek.readAllStandardOutput();
        QVERIFY(out.count('\n') > 20000);
        if (!format.isEmpty())
            QVERIFY(QJsonDocument::fromJson(out).object()["records"].toArray().size() > 20000);
        QVERIFY2(peak < 110 * 1024, "all records were made text before the first was printed");
    }

    void whatARecordHoldsNeitherSteersTheTerminalNorBreaksTheTable() {
        broker::ConnectionProfile profile;
        profile.bootstrapServers = brokers().toStdString();
        profile.readOnly = false;
        const auto connection = broker::Connection::open(profile);
        VERIFY_OK(connection);
        const auto publisher = (*connection)->openPublisher(TopicName("city.trips.predictions"));
        VERIFY_OK(publisher);
        broker::OutgoingRecord record;
        record.key = "k\tey\n";
        record.value = "\x1b]0;owned\x07 two\nlines";
        record.headers = {{std::string(3000, 'n'), std::string(500'000, 'h')}};
        VERIFY_OK((*publisher)->publish(record));
        VERIFY_OK((*publisher)->flush(std::chrono::seconds(10)));

        const auto peek = runCli(with({"peek", "city.trips.predictions", "-c", "1", "-H"}));
        QVERIFY2(peek.out.size() < 8000, "a header takes no more of a terminal than a value");
        QCOMPARE(peek.exitCode, 0);
        QVERIFY2(peek.out.contains("k\\tey\\n"), peek.out.constData());
        QVERIFY2(peek.out.contains("\\x1b]0;owned\\x07 two\\nlines"), peek.out.constData());
        QVERIFY(!peek.out.contains('\x1b') && !peek.out.contains('\x07'));
        QCOMPARE(peek.out.count('\n'), 3); // titles, the record, the total
    }

    void aDatasetIsCreatedShownAndVerified() {
        const auto created =
            runCli(asJson({"dataset", "create", "day", "plant.machines", "--where", "fault == false"}));
        QVERIFY2(created.exitCode == 0, created.err.constData());
        const QString fingerprint = created.at("manifest/fingerprint").toString();
        QCOMPARE(fingerprint.size(), 64);
        QCOMPARE(runCli(asJson({"dataset", "list"})).at("datasets/0/fingerprint").toString(), fingerprint);
        const auto verified = runCli(asJson({"dataset", "verify", "day", "--full"}));
        QCOMPARE(verified.exitCode, 0);
        QVERIFY(verified.at("digest_checked").toBool());
        const auto again = runCli(with({"dataset", "create", "day", "plant.machines"}));
        QCOMPARE(again.exitCode, 2); // the data set behind a name never changes
        QVERIFY(again.err.contains("day"));
    }

    void aModelIsTrainedAndListed() {
        const auto trained =
            runCli(asJson({"train", "day", "--epochs", "2", "--hidden", "16,4,16", "--name", "first"}));
        QVERIFY2(trained.exitCode == 0, trained.err.constData());
        QVERIFY(trained.at("metrics/reconstruction_error").toDouble() > 0);
        QCOMPARE(runCli(asJson({"models"})).at("models/0/model").toString(), trained.at("model").toString());
        const auto card = runCli(with({"models", "first", "--card"}));
        QVERIFY(card.out.contains("plant.machines"));
        const auto run = runCli(with({"runs", "1"}));
        QVERIFY(run.out.contains("validation/loss"));
    }

    void interruptedTrainingKeepsACheckpointAndGoesOn() {
        QProcess training;
        training.start(DRIFTWOOD_CLI,
                       with({"train", "day", "--epochs", "100000", "--patience", "0", "--name", "long"}));
        QByteArray output;
        while (!output.contains("epoch   2") && training.waitForReadyRead(60000))
            output += training.readAllStandardOutput();
        QVERIFY2(output.contains("epoch   2"), output.constData());
        ::kill(static_cast<pid_t>(training.processId()), SIGINT);
        QVERIFY(training.waitForFinished(30000));
        QCOMPARE(training.exitCode(), 130);
        const QByteArray said = training.readAllStandardError();
        QVERIFY2(said.contains("--resume"), said.constData());
        const auto runs = runCli(asJson({"runs"})).at("runs").toArray();
        QCOMPARE(runs[0].toObject()["status"].toString(), QString("stopped"));
        QVERIFY(runs[0].toObject()["steps"].toInteger() > 0);
    }

    void incrementalTrainingAndRegressionWork() {
        const auto data = runCli(asJson({"dataset", "create", "trips", "city.trips"}));
        QVERIFY2(data.exitCode == 0, data.err.constData());
        const auto batch = runCli(asJson({"train", "trips", "--task", "regression", "--label", "duration_min",
                                          "--epochs", "5", "--hidden", "32,16", "--name", "trips-mlp"}));
        QVERIFY2(batch.exitCode == 0, batch.err.constData());
        const double rmse = batch.at("metrics/rmse").toDouble();
        const auto fields = data.at("fields").toArray();
        const auto label = std::find_if(fields.begin(), fields.end(), [](const QJsonValue& f) {
            return f.toObject()["path"].toString() == "duration_min";
        });
        QVERIFY(label != fields.end());
        QVERIFY2(rmse < 0.8 * label->toObject()["standard_deviation"].toDouble(),
                 "the model knows little more than the mean");
        // Its baselines are computed on the same rows, and the best one is named.
        const double mae = batch.at("metrics/mae").toDouble();
        const double mean = batch.at("baselines/mean/mae").toDouble();
        const double last = batch.at("baselines/last_value_of_key/mae").toDouble();
        QVERIFY(mean > 0.0 && last > 0.0);
        QCOMPARE(batch.at("baselines/mean/rows"), batch.at("metrics/rows"));
        QCOMPARE(batch.at("baselines/last_value_of_key/rows"), batch.at("metrics/rows"));
        QCOMPARE(batch.at("best_baseline").toString(), QString(mean < last ? "mean" : "last_value_of_key"));
        QCOMPARE(batch.at("worse_than_baseline").toBool(), mae > std::min(mean, last));
        QVERIFY(batch.at("threshold").isNull() && batch.at("positive_class").isNull());
        const auto online = runCli(
            asJson({"train", "trips", "--task", "regression", "--label", "duration_min", "--incremental",
                    "--network", "linear", "--learning-rate", "0.01", "--name", "trips-online"}));
        QVERIFY2(online.exitCode == 0, online.err.constData());
        const auto compared = runCli(
            asJson({"backtest", "trips-mlp", "trips-online", "--dataset", "trips", "--validation-only"}));
        QVERIFY2(compared.exitCode == 0, compared.err.constData());
        QCOMPARE(compared.at("results").toArray().size(), 2);
        // The same rows have the same baselines, in training and in a back-test.
        QCOMPARE(compared.at("results/0/baselines/last_value_of_key/mae").toDouble(), last);
        QCOMPARE(compared.at("results/0/baselines/mean/mae").toDouble(), mean);
        QCOMPARE(runCli(asJson({"models", "trips-mlp"})).at("baselines/mean/mae").toDouble(), mean);
        QVERIFY(runCli(with({"models", "trips-mlp"})).out.contains("the last value"));
        const auto run = runCli(asJson({"runs", QString::number(batch.at("run").toInteger())}));
        QCOMPARE(run.at("baselines/last_value_of_key/mae").toDouble(), last);
        QVERIFY(run.at("best_epoch").toInteger() >= 1);
    }

    void aResidualNetworkIsChosenByItsName() {
        const QStringList train{"train",   "trips",        "--task",    "regression", "--hidden", "16,8",
                                "--label", "duration_min", "--network", "residual",   "--epochs", "2"};
        const auto trained = runCli(asJson(train + QStringList{"--name", "trips-residual"}));
        QVERIFY2(trained.exitCode == 0, trained.err.constData());
        QVERIFY(runCli(with({"models", "trips-residual"})).out.contains("network     residual "));
        QVERIFY(runCli(with({"models", "trips-residual", "--card"})).out.contains("(relu, residual)"));
        const auto onePass = runCli(asJson(train + QStringList{"--incremental", "--learning-rate", "0.001"}));
        QVERIFY2(onePass.exitCode == 0, onePass.err.constData());
    }

    void thePositiveClassIsChosenOrTheRarerOne() {
        const auto create = runCli(asJson({"dataset", "create", "faults", "plant.machines"}));
        QVERIFY2(create.exitCode == 0, create.err.constData());
        const QStringList train{"train",   "faults", "--task",   "classification",
                                "--label", "fault",  "--epochs", "1"};
        const auto rarer = runCli(asJson(train + QStringList{"--name", "rarer"}));
        QVERIFY2(rarer.exitCode == 0, rarer.err.constData());
        QCOMPARE(rarer.at("positive_class").toString(), QString("true"));
        QVERIFY(rarer.at("baselines/majority/accuracy").toDouble() > 0.5);
        const auto chosen = runCli(asJson(train + QStringList{"--name", "chosen", "--positive", "false"}));
        QVERIFY2(chosen.exitCode == 0, chosen.err.constData());
        QCOMPARE(chosen.at("positive_class").toString(), QString("false"));
        QCOMPARE(chosen.at("metrics/accuracy").toDouble(), rarer.at("metrics/accuracy").toDouble());
        QVERIFY(chosen.at("metrics/f1").toDouble() > rarer.at("metrics/f1").toDouble());
        const auto unknown = runCli(asJson(train + QStringList{"--positive", "maybe"}));
        QCOMPARE(unknown.exitCode, 2);
        QVERIFY2(unknown.err.contains("--positive") && unknown.err.contains("false, true"),
                 unknown.err.constData());
    }

    void attachScoresPublishesAndCommits() {
        const auto attached = runCli(asJson({"attach", "first", "plant.machines", "-o", "end", "-c", "300",
                                             "-G", "cli-test", "--to", "plant.machines.predictions"}));
        QVERIFY2(attached.exitCode == 0 || attached.exitCode == 7, attached.err.constData());
        const auto lines = attached.jsonLines();
        QVERIFY2(lines.size() >= 2 && attached.saysOnlyJson(), attached.err.constData());
        QCOMPARE(lines[lines.size() - 2]["event"].toString(), QString("update"));
        QCOMPARE(lines.last()["event"].toString(), QString("end"));
        QCOMPARE(lines.last()["scored"].toInteger(), 300);
        QCOMPARE(lines.last()["committed"].toArray().size(), 4);
        const auto predictions = runCli(asJson({"peek", "plant.machines.predictions", "-c", "3"}));
        QCOMPARE(predictions.exitCode, 0);
        QCOMPARE(predictions.at("records").toArray().size(), 3);
        const auto drift = runCli(asJson({"drift", "first", "-o", "-2000"}));
        // The exit code reports drift if and only if there is an alarm.
        QCOMPARE(drift.exitCode, drift.at("results/0/alarms").toArray().isEmpty() ? 0 : 7);
        QVERIFY(drift.at("results/0/windows").toArray().size() >= 2);
    }

    void anAttachmentGoesOnAsTheMonitorItWas() {
        const QStringList arguments{"attach",   "first", "plant.machines",
                                    "-c",       "50",    "-G",
                                    "cli-test", "--to",  "plant.machines.predictions"};
        const auto earlier = runCli(asJson(arguments)).jsonLines().last();
        QVERIFY(earlier["monitor"].toInteger() > 0);
        const auto again = runCli(asJson(arguments)).jsonLines().last();
        QCOMPARE(again["monitor"].toInteger(), earlier["monitor"].toInteger());
        QCOMPARE(again["scored"].toInteger(), 50);
        const auto human = runCli(with(arguments));
        QVERIFY2(human.out.contains("resumes monitor"), human.out.constData());
        const auto other = runCli(asJson(arguments + QStringList{"--psi", "0.5"})).jsonLines().last();
        QVERIFY(other["monitor"].toInteger() > again["monitor"].toInteger());
    }

    void aDryRunSaysThatItPublishedAndCommittedNothing() {
        const auto json =
            runCli(asJson({"attach", "first", "plant.machines", "-G", "cli-test", "-c", "20", "--dry-run"}));
        QVERIFY2(json.exitCode == 0 || json.exitCode == 7, json.err.constData());
        QVERIFY(json.jsonLines().last()["committed"].toArray().isEmpty());
        const auto human =
            runCli(with({"attach", "first", "plant.machines", "-G", "cli-test", "-c", "20", "--dry-run"}));
        QVERIFY2(human.out.contains("nothing was published or committed"), human.out.constData());
        QVERIFY(human.out.contains("cli-test") && human.out.contains("20 records scored"));
        QVERIFY(!human.out.contains("  committed P"));
    }

    void brokersNamedByHandAreReadOnlyUntilATargetIsNamed() {
        const auto refused = runCli(with({"attach", "first", "plant.machines", "-c", "5"}));
        QCOMPARE(refused.exitCode, 5);
        QVERIFY2(refused.err.contains("--to") && refused.err.contains("--allow-writes"),
                 refused.err.constData());
        const auto allowed = runCli(with({"attach", "first", "plant.machines", "-c", "5", "--allow-writes"}));
        QVERIFY2(allowed.exitCode == 0 || allowed.exitCode == 7, allowed.err.constData());
    }

    // Two processes with one workspace: the second reports the first one before it reads a record.
    void twoAttachmentsOfOneGroupAreRefused() {
        const QStringList arguments = asJson({"attach", "first", "plant.machines", "--to",
                                              "plant.machines.predictions", "-o", "end", "-G", "shared"});
        QProcess first;
        QByteArray said;
        first.start(DRIFTWOOD_CLI, arguments);
        QTRY_VERIFY_WITH_TIMEOUT((said += first.readAllStandardOutput()).contains(R"("event":"update")"),
                                 60000);
        const auto second = runCli(arguments);
        QCOMPARE(second.exitCode, 2);
        QVERIFY2(second.err.contains("group shared is already scoring") && second.err.contains("monitor "),
                 second.err.constData());
        QCOMPARE(second.out, QByteArray());
        ::kill(static_cast<pid_t>(first.processId()), SIGINT);
        QVERIFY(first.waitForFinished(30000));
        QCOMPARE(first.exitCode(), 130);
    }

    void everyFieldThatIsPrintedIsInTheManual() {
        const auto documented = wordsOfJsonManual();
        QVERIFY(documented.contains("fingerprint"));
        const QStringList regression{"--task", "regression", "--label", "duration_min", "--epochs", "1"};
        QList<QStringList> tried{{"topics"},
                                 {"peek", "plant.machines"},
                                 {"timeline", "plant.machines"},
                                 {"connect", "named", "--servers", brokers()},
                                 {"connect", "--list"},
                                 {"connect", "--remove", "named"},
                                 {"dataset", "create", "fields", "city.trips", "-p", "0"},
                                 {"dataset", "list"},
                                 {"dataset", "show", "fields"},
                                 {"dataset", "show", "--undecodable", "fields"},
                                 {"dataset", "verify", "fields"},
                                 QStringList{"train", "fields"} + regression,
                                 QStringList{"train", "fields", "--name", "once", "--incremental"} +
                                     regression,
                                 {"runs"},
                                 {"runs", "rename", "1", "renamed"},
                                 {"models"},
                                 {"models", "trips-mlp"},
                                 {"models", "once"},
                                 {"drift", "first", "-o", "-2000"},
                                 {"backtest", "trips-mlp", "-o", "-500"},
                                 {"attach", "first", "plant.machines", "-c", "20", "--dry-run"},
                                 {"monitors"},
                                 {"monitors", "1"},
                                 {"models", "rename", "once", "once"},
                                 {"models", "remove", "once"},
                                 {"dataset", "remove", "fields"}};
#ifdef DRIFTWOOD_HAS_TORCH
        tried.insert(tried.size() - 2, {"export", "once", m_folder.filePath("once.pt")});
#endif
        for (const QStringList& arguments : tried) {
            const auto result = runCli(asJson(arguments));
            QVERIFY2(!result.out.isEmpty(), result.err.constData());
            const QList<QJsonObject> printed =
                arguments.first() == "attach" ? result.jsonLines() : QList<QJsonObject>{result.json()};
            for (const QJsonObject& object : printed)
                for (const QString& field : fieldsIn(object))
                    QVERIFY2(documented.contains(field), qPrintable(arguments.join(' ') + ": " + field));
        }
        const auto error = runCli(asJson({"runs", "4711"}));
        for (const QString& field : fieldsIn(QJsonDocument::fromJson(error.err).object()))
            QVERIFY2(documented.contains(field), qPrintable(field));

        // Every command that the manual lists was tried, and every command of the program is listed.
        tried += {{"runs", "remove"}, {"models", "import"}, {"demo", "--serve"}}; // have their own tests
        for (const char* change : {"rename", "remove", "acknowledge", "mute", "unmute"})
            tried << QStringList{"monitors", change};
        tried += {{"promote", "1", "first"}, {"promote", "1", "--back"}, {"schemas", "subject"}};
        const QList<QStringList> listed = commandsOfJsonManual();
        QVERIFY(listed.size() > 20);
        for (const QStringList& command : listed)
            QVERIFY2(command.contains("update") || command.contains("end") || command.contains("export") ||
                         std::ranges::any_of(tried, [&](const QStringList& t) { return isOf(t, command); }),
                     qPrintable(command.join(' ')));
        for (const QByteArray& line : runCli({"complete", "zsh", ""}).out.trimmed().split('\n')) {
            const QString command = QString::fromUtf8(line).section('\t', 0, 0);
            QVERIFY2(
                command == "completion" || command == "man" ||
                    std::ranges::any_of(listed, [&](const QStringList& l) { return l.first() == command; }),
                qPrintable(command + " is not in JSON.md"));
        }
    }

    void anEndThatTheLogDoesNotReachIsRefused() {
        const auto refused = runCli(with({"dataset", "create", "far", "city.trips", "-O", "100000000"}));
        QCOMPARE(refused.exitCode, 3);
        QVERIFY2(refused.err.contains("the log ends at") && refused.err.contains("city.trips/0"),
                 refused.err.constData());
    }

    void aRunIsRemovedWithItsCheckpoint() {
        const auto rows = runCli(asJson({"runs"})).at("runs").toArray();
        const auto stopped = std::find_if(rows.begin(), rows.end(), [](const QJsonValue& run) {
            return run.toObject()["name"].toString() == "long";
        });
        QVERIFY(stopped != rows.end());
        const QString number = QString::number(stopped->toObject()["run"].toInteger());
        const QString checkpoint =
            m_folder.filePath(QStringLiteral("checkpoints/run-%1.safetensors").arg(number));
        QVERIFY2(QFile::exists(checkpoint), qPrintable(checkpoint));
        QCOMPARE(runCli(asJson({"runs", "remove", number})).at("removed").toString(), number);
        QVERIFY(!QFile::exists(checkpoint));
        QCOMPARE(runCli(with({"runs", number})).exitCode, 3);
        const auto completed = runCli(QStringList{"complete", "zsh"} + with({"runs", ""})).out.split('\n');
        QVERIFY(completed.contains("1") && !completed.contains(number.toUtf8()));
    }

    void whatCannotBeIsRefusedRatherThanIgnored() {
        QCOMPARE(runCli(with({"train", "day", "--parent", "nobody"})).exitCode, 3);
        QCOMPARE(runCli(with({"drift", "first", "--from", "-1m", "--to", "-2m"})).exitCode, 2);
    }

    void aDecimalCommaLocaleChangesNothing() {
        const QTemporaryDir locales;
        if (!makeGermanLocale(locales.path()))
            QSKIP("localedef cannot make a locale with a decimal comma here");
        const QStringList trained{"train",
                                  "day",
                                  "--epochs",
                                  "1",
                                  "--learning-rate",
                                  "0.0025",
                                  "--weight-decay",
                                  "1e-4",
                                  "--threshold-quantile",
                                  "0.97",
                                  "--json"};
        const QList<QStringList> commands{
            trained,
            {"drift", "first", "-o", "-2000", "--psi", "0.05", "--p-value", "0.5", "--missing-rate", "0.25"},
            {"models", "first", "--card"},
            {"models", "first"},
            {"dataset", "create", "half", "city.trips", "-p", "0", "--validation", "0.5", "--where",
             "distance_km > 2.5"},
            {"dataset", "remove", "half"}};
        QList<CliResult> inC;
        for (const QStringList& command : commands)
            inC << runCli(with(command));
        qputenv("LOCPATH", locales.path().toUtf8());
        qputenv("LC_ALL", "de_DE.UTF-8");
        qputenv("ASAN_OPTIONS", "detect_leaks=0"); // setlocale() leaks memory for LOCPATH
        QList<CliResult> inGerman;
        for (const QStringList& command : commands)
            inGerman << runCli(with(command));
        qputenv("LC_ALL", "C.UTF-8");
        qunsetenv("LOCPATH");
        qunsetenv("ASAN_OPTIONS");
        QCOMPARE(inC.first().exitCode, 0);
        QVERIFY(inC.first().at("threshold").toDouble() > 0);
        QCOMPARE(inGerman.first().exitCode, 0);
        for (const char* figure : {"threshold", "metrics", "training_metrics"}) // the same weights
            QCOMPARE(inGerman.first().at(figure), inC.first().at(figure));
        for (qsizetype i = 1; i < commands.size(); ++i) {
            for (const CliResult& result : {inC[i], inGerman[i]})
                QVERIFY2(result.exitCode == 0 || result.exitCode == 7, result.err.constData());
            if (commands[i].first() == "models") // the others contain times or newer records
                QCOMPARE(inGerman[i].out, inC[i].out);
        }
    }

    void aDataSetKnowsWhereItWasMade() {
        const QString there = brokers();
        const auto made = runCli(with({"dataset", "create", "known", "city.trips", "-p", "0"}));
        QVERIFY2(made.exitCode == 0, made.err.constData());
        const auto rows =
            runCli({"-w", m_folder.path(), "dataset", "list", "--json"}).at("datasets").toArray();
        QCOMPARE(rows.first().toObject()["name"].toString(), QString("known"));
        QCOMPARE(rows.first().toObject()["brokers"].toString(), there);
        QCOMPARE(rows.first().toObject()["profile"].toString(), QString());

        const QStringList withoutBrokers{"-w", m_folder.path()};
        const auto trained = runCli(withoutBrokers + QStringList{"train", "known", "--epochs", "1"});
        QVERIFY2(trained.exitCode == 0, trained.err.constData());
        QVERIFY2(trained.err.contains("connecting to " + there.toUtf8()), trained.err.constData());
        const auto json =
            runCli(withoutBrokers + QStringList{"dataset", "verify", "known", "--full", "--json"});
        QCOMPARE(json.exitCode, 0);
        QVERIFY2(json.err.isEmpty(), json.err.constData());
        // A remembered server was not given by the user, so the program writes to it only on request.
        const auto attached = runCli(withoutBrokers + QStringList{"attach", "known", "city.trips", "--to",
                                                                  "city.trips.predictions", "-c", "5"});
        QCOMPARE(attached.exitCode, 5);
        QVERIFY2(attached.err.contains("--brokers"), attached.err.constData());
        QCOMPARE(runCli(with({"dataset", "remove", "known"})).exitCode, 0);
    }

    void offsetsCanBePastedBackAsTheyArePrinted() {
        const auto plain = runCli(asJson({"peek", "plant.machines", "-p", "0", "-o", "1200", "-c", "1"}));
        const auto grouped = runCli(asJson({"peek", "plant.machines", "-p", "0", "-o", "1,200", "-c", "1"}));
        QCOMPARE(plain.at("records/0/offset").toInteger(), 1200);
        QCOMPARE(grouped.at("records/0/offset").toInteger(), 1200);
        const auto human = runCli(with({"peek", "plant.machines", "-p", "0", "-o", "1200", "-c", "1"}));
        QVERIFY2(human.out.contains(" 1200 "), human.out.constData());
    }

    void negativeOffsetsCountInEachPartition() {
        const auto records = runCli(asJson({"peek", "plant.machines", "-o", "-2"})).at("records").toArray();
        QMap<int, int> found;
        for (const auto& record : records)
            ++found[record.toObject()["partition"].toInt()];
        QCOMPARE(found, (QMap<int, int>{{0, 2}, {1, 2}, {2, 2}, {3, 2}}));
    }

    void tablesKeepToTheTerminal_data() {
        QTest::addColumn<QStringList>("arguments");
        for (const QStringList& arguments :
             {QStringList{"topics"}, QStringList{"runs"}, QStringList{"models"},
              QStringList{"dataset", "list"}, QStringList{"timeline", "plant.machines", "-n", "100"},
              QStringList{"drift", "first", "-o", "-2000"}})
            QTest::newRow(qPrintable(arguments.first())) << arguments;
    }
    void tablesKeepToTheTerminal() {
        QFETCH(QStringList, arguments);
        qputenv("COLUMNS", "80");
        const auto result = runCli(with(arguments));
        qunsetenv("COLUMNS");
        for (const QString& line : QString::fromUtf8(result.out).split('\n'))
            QVERIFY2(line.size() <= 80, qPrintable(line));
    }

    void aModelIsRemovedWithItsBundle() {
        const QString id = runCli(asJson({"models", "trips-online"})).at("model").toString();
        const auto rows = runCli(asJson({"models"})).at("models").toArray();
        QString bundle;
        for (const auto& row : rows)
            if (row.toObject()["model"].toString() == id)
                bundle = row.toObject()["bundle"].toString();
        QVERIFY(!bundle.isEmpty());
        const QString folder = QDir(m_folder.path()).absoluteFilePath(bundle);
        QVERIFY2(QFile::exists(folder), qPrintable(folder));
        const auto removed = runCli(with({"models", "remove", "trips-online"}));
        QCOMPARE(removed.exitCode, 0);
        QVERIFY2(removed.out.contains("removed"), removed.out.constData());
        QVERIFY(!QFile::exists(folder));
        QCOMPARE(runCli(with({"models", "trips-online"})).exitCode, 3);
    }

    void aModelKnowsItsTopicWithoutItsDataset() {
        const auto made = runCli(asJson({"dataset", "create", "passing", "city.trips", "-p", "0"}));
        QVERIFY2(made.exitCode == 0, made.err.constData());
        const auto trained = runCli(
            asJson({"train", "passing", "--epochs", "1", "--task", "regression", "--label", "duration_min"}));
        QVERIFY2(trained.exitCode == 0, trained.err.constData());
        QCOMPARE(runCli(with({"dataset", "remove", "passing"})).exitCode, 0);
        const auto tried = runCli(asJson({"backtest", "passing", "-p", "0"}));
        QVERIFY2(tried.exitCode == 0, tried.err.constData());
        QCOMPARE(tried.at("ranges/topic").toString(), QString("city.trips"));
    }

    void exportIsVerifiedOnTheLog() {
        for (const QString format : {"onnx", "torchscript"}) {
            const QString path = m_folder.filePath(format == "onnx" ? "first.onnx" : "first.pt");
            const auto exported = runCli(asJson({"export", "first", path}));
#ifndef DRIFTWOOD_HAS_TORCH
            QVERIFY(format == "onnx" || (exported.exitCode == 1 && exported.err.contains("LibTorch")));
            if (exported.exitCode != 0)
                continue;
#endif
            QVERIFY2(exported.exitCode == 0, exported.err.constData());
            QVERIFY(exported.at("format") == format && exported.at("rows_compared").toInteger() > 100);
            const double allowed = exported.at("allowed_difference").toDouble();
            QVERIFY(allowed >= exported.at("tolerance").toDouble() && QFile::exists(path) &&
                    exported.at("max_absolute_difference").toDouble() <= allowed);
            const auto again = runCli(with({"export", "first", path}));
            QVERIFY(again.exitCode == 2 && again.err.contains("--force")); // it may be of another model
        }
    }

    void theServedDemoTakesCommands() {
        QProcess serve;
        serve.start(DRIFTWOOD_CLI, {"demo", "--serve", "--json"});
        QVERIFY(serve.waitForReadyRead(60000));
        QVERIFY(serve.readAllStandardOutput().contains("brokers"));
        const auto answer = [&serve](const char* typed) {
            serve.write(typed);
            QByteArray said;
            while (!said.contains('\n') && serve.waitForReadyRead(10000))
                said += serve.readAllStandardOutput();
            return QJsonDocument::fromJson(said).object()["said"].toString();
        };
        QCOMPARE(answer("rate 2.5\n"), QString("records come at 2.5 times the usual rate"));
        QCOMPARE(answer("  rate  0 \n"), QString("no more records come"));
        QCOMPARE(answer("drift\n"), QString("the sensors drift from now on"));
        QCOMPARE(answer("drift\n"), QString("the sensors drift already"));
        serve.setReadChannel(QProcess::StandardError);
        serve.write("rate -1\n");
        QVERIFY(serve.waitForReadyRead(10000));
        const auto refused = QJsonDocument::fromJson(serve.readAllStandardError()).object();
        QCOMPARE(refused["error"].toObject()["code"].toString(), QString("invalid-argument"));
        // Its input may end, as under nohup, without ending the demo.
        serve.closeWriteChannel();
        QVERIFY(!serve.waitForFinished(1500));
        serve.terminate();
        QVERIFY(serve.waitForFinished(10000));
        QCOMPARE(serve.exitCode(), 130);
    }

    void browsingNeverTouchesLibTorch() {
        QProcess serve;
        serve.start(DRIFTWOOD_CLI, {"demo", "--serve", "--json"});
        QVERIFY(serve.waitForReadyRead(60000));
        QFile maps(QStringLiteral("/proc/%1/maps").arg(serve.processId()));
        QVERIFY(maps.open(QIODevice::ReadOnly));
        QVERIFY2(!maps.readAll().contains("libtorch"), "LibTorch is mapped though nothing needs it");
        serve.terminate();
        QVERIFY(serve.waitForFinished(10000));
    }
};

QTEST_GUILESS_MAIN(TestCli)
#include "test_cli.moc"
