#include "cli_process.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QtTest>

using namespace driftwood::test;

/// The rights of a connection, and when the user must agree to them.
class TestCliConnections : public QObject {
    Q_OBJECT

    std::unique_ptr<DemoServer> m_server;
    QTemporaryDir m_mine; ///< configuration folders of two users
    QTemporaryDir m_theirs;
    QTemporaryDir m_workspace;

    static void be(const QTemporaryDir& person) { qputenv("XDG_CONFIG_HOME", person.path().toUtf8()); }
    CliResult run(const QStringList& arguments) const {
        return runCli(QStringList{"-w", m_workspace.path()} + arguments);
    }

  private Q_SLOTS:
    void initTestCase() {
        be(m_mine);
        m_server = std::make_unique<DemoServer>();
        QVERIFY2(!m_server->brokers().isEmpty(), "the demo's broker did not start");
    }
    void init() { be(m_mine); }

    void aConnectionThatCameWithAWorkspaceIsAgreedToFirst() {
        be(m_theirs);
        QCOMPARE(run({"connect", "theirs", "--servers", m_server->brokers(), "--security", "PLAINTEXT",
                      "--property", "client.id=a-name-to-see", "--writable"})
                     .exitCode,
                 0);
        QCOMPARE(run({"topics"}).exitCode, 0); // the other user knows it

        be(m_mine);
        const auto refused = run({"topics"});
        QCOMPARE(refused.exitCode, 5);
        QVERIFY(refused.out.isEmpty());
        for (const QString& seen : {m_server->brokers(), QString("client.id = a-name-to-see"),
                                    QString("it may publish"), QString("--trust")})
            QVERIFY2(refused.err.contains(seen.toUtf8()), refused.err.constData());
        QCOMPARE(run({"--profile", "theirs", "topics"}).exitCode, 5);
        const auto json = run({"topics", "--json"});
        QCOMPARE(json.exitCode, 5);
        QVERIFY(json.err.startsWith("{\"error\""));
        QVERIFY(json.err.count('\n') == 1);

        QCOMPARE(run({"topics", "--trust"}).exitCode, 0);
        QCOMPARE(run({"topics"}).exitCode, 0); // agreeing once is enough
    }

    void aForeignPasswordFileIsNamed() {
        QFile file(m_workspace.filePath("id"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("hunter2\n");
        file.close();
        be(m_theirs);
        // SASL on a port that does not speak it: connect cannot save it, so save it and read it back.
        const auto refused =
            run({"connect", "file", "--servers", "127.0.0.1:1", "--security", "SASL_PLAINTEXT", "--mechanism",
                 "PLAIN", "--user", "me", "--password-from", "file:" + file.fileName()});
        QCOMPARE(refused.exitCode, 4);
        QVERIFY(refused.err.contains("warning: The password goes over the network unencrypted"));
        QVERIFY(refused.err.contains("warning: Others may read the file the password is in"));
        QVERIFY(!refused.err.contains("hunter2"));
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
        const auto closed =
            run({"connect", "file", "--servers", "127.0.0.1:1", "--security", "SASL_PLAINTEXT", "--user",
                 "me", "--password-from", "file:" + file.fileName()});
        QCOMPARE(closed.exitCode, 4);
        QVERIFY2(!closed.err.contains("warning"), closed.err.constData());
    }

    void certificatesThatAreNotVerifiedAreWarnedOf() {
        const auto said = run({"connect", "any", "--servers", "127.0.0.1:1", "--security", "SSL",
                               "--property", "enable.ssl.certificate.verification=false", "--json"});
        QCOMPARE(said.exitCode, 4);
        QVERIFY(said.err.startsWith("{\"warning\":\"The brokers' certificates are not verified"));
    }

    void whatLoadsALibraryOrRunsACommandIsRefused_data() {
        QTest::addColumn<QString>("property");
        for (const char* property : {"plugin.library.paths", "ssl.engine.location", "ssl.providers",
                                     "sasl.kerberos.kinit.cmd", "debug", "log_cb"})
            QTest::newRow(property) << property;
    }
    void whatLoadsALibraryOrRunsACommandIsRefused() {
        QFETCH(QString, property);
        const auto refused =
            run({"connect", "evil", "--servers", m_server->brokers(), "--property", property + "=touch x"});
        QCOMPARE(refused.exitCode, 2);
        QVERIFY2(refused.err.contains("where: " + property.toUtf8()), refused.err.constData());
        QCOMPARE(run({"--profile", "evil", "topics"}).exitCode, 3);
    }

    void aPasswordAmongTheServersIsRefusedAndNotRepeated() {
        for (const QStringList& arguments :
             {QStringList{"connect", "open", "--servers", "me:hunter2@127.0.0.1:1"},
              QStringList{"-b", "me:hunter2@127.0.0.1:1", "topics"},
              QStringList{"-v", "-b", "me:hunter2@127.0.0.1:1", "topics", "--json"}}) {
            const auto refused = run(arguments);
            QCOMPARE(refused.exitCode, 2);
            QVERIFY2(refused.err.contains("password"), refused.err.constData());
            QVERIFY2(!refused.err.contains("hunter2") && !refused.out.contains("hunter2"),
                     refused.err.constData());
        }
    }

    void theListShowsAllThatAConnectionDoes() {
        QCOMPARE(run({"connect", "listed", "--servers", m_server->brokers(), "--property", "linger.ms=7"})
                     .exitCode,
                 0);
        const auto list = run({"connect", "--list", "--json"});
        bool found = false;
        for (const QJsonValue profile : list.json()["profiles"].toArray())
            for (const QJsonValue property : profile["properties"].toArray())
                found |= property["name"] == "linger.ms" && property["value"] == "7";
        QVERIFY2(found, list.out.constData());
    }
};

QTEST_GUILESS_MAIN(TestCliConnections)
#include "test_cli_connections.moc"
