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

    /// The shop's orders are in Avro, with a schema that has two versions, and a customer's number as key.
    void anAvroTopicIsLearnedFromAndScored() {
        const QTemporaryDir folder;
        const DemoServer demo;
        QVERIFY2(demo.registry().startsWith("http://127.0.0.1:"), qPrintable(demo.registry()));
        const QStringList here{"-w", folder.path(), "-b", demo.brokers(), "--json"};
        const QStringList registry{"--registry", demo.registry()};
        const auto run = [&](const QStringList& arguments) { return runCli(here + arguments, 240000); };

        const auto peek = run(QStringList{"peek", "shop.orders", "-c", "1", "-o", "beginning"} + registry);
        QVERIFY2(peek.exitCode == 0, peek.err.constData());
        const QJsonObject record = peek.at("records/0").toObject();
        const QJsonObject order = QJsonDocument::fromJson(record["value"].toString().toUtf8()).object();
        QVERIFY2(order.contains("total_eur") && order["customer"].toObject().contains("tier"), peek.out);
        QVERIFY2(!order.contains("discount_pct"), "the first orders have the first schema");
        QCOMPARE(record["key"].toString().toLongLong(), order["customer"].toObject()["id"].toInteger());
        const auto schemas = run(QStringList{"schemas", "shop.orders-value"} + registry);
        QVERIFY2(schemas.exitCode == 0, schemas.err.constData());
        QCOMPARE(schemas.at("versions").toArray().size(), 2);

        const auto data = run(QStringList{"dataset", "create", "orders", "shop.orders"} + registry);
        QVERIFY2(data.exitCode == 0, data.err.constData());
        QVERIFY2(data.at("train_rows").toInteger() > 15000, data.out);
        const auto trained = run(QStringList{"train", "orders", "--task", "classification", "--label",
                                             "returned", "--epochs", "5", "--features",
                                             "customer.tier,customer.country,items,total_eur,express,"
                                             "discount_pct,weight_kg?"});
        QVERIFY2(trained.exitCode == 0, trained.err.constData());
        QVERIFY2(trained.at("metrics/auc").toDouble() > 0.6, trained.out);
        QCOMPARE(trained.at("worse_than_baseline").toBool(), false);
        const auto attached = run(
            QStringList{"attach", "orders", "shop.orders", "--to", "shop.orders.predictions", "-c", "50"} +
            registry);
        QVERIFY2(attached.exitCode == 0, attached.err + attached.out);
        const auto predicted = run({"peek", "shop.orders.predictions", "-c", "1"});
        QVERIFY2(predicted.at("records/0").toObject()["value"].toString().contains("\"actual\""),
                 predicted.out);
    }
};

QTEST_GUILESS_MAIN(TestCliDemo)
#include "test_cli_demo.moc"
