#include "embedded_topic.h"
#include "support/result_check.h"

#include <QTemporaryDir>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace driftwood;
using namespace driftwood::broker;
using namespace driftwood::test;
using namespace std::chrono_literals;

namespace {

ConnectionProfile profileOf(std::string servers) {
    ConnectionProfile profile;
    profile.name = std::string("test");
    profile.bootstrapServers = std::move(servers);
    return profile;
}

/// A port of the loopback interface that accepts connections and never answers.
class SilentPort {
  public:
    SilentPort() {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof address;
        if (bind(m_socket, reinterpret_cast<sockaddr*>(&address), length) != 0 || listen(m_socket, 8) != 0 ||
            getsockname(m_socket, reinterpret_cast<sockaddr*>(&address), &length) != 0)
            qFatal("no port on the loopback interface");
        m_address = "127.0.0.1:" + std::to_string(ntohs(address.sin_port));
    }
    SilentPort(const SilentPort&) = delete;
    SilentPort& operator=(const SilentPort&) = delete;
    ~SilentPort() { close(m_socket); }
    [[nodiscard]] const std::string& address() const { return m_address; }

  private:
    int m_socket = socket(AF_INET, SOCK_STREAM, 0);
    std::string m_address;
};

} // namespace

class TestConnection : public QObject {
    Q_OBJECT

    EmbeddedTopic m_embedded;

  private Q_SLOTS:
    void initTestCase() {
        auto embedded = EmbeddedTopic::start();
        VERIFY_OK(embedded);
        m_embedded = std::move(*embedded);
        VERIFY_OK(m_embedded.fill(TopicName("b.second"), 3, 20));
        VERIFY_OK(m_embedded.broker->createTopic(TopicName("a.first"), 1));
    }

    void securityAndMechanismGoByKafkasNames() {
        for (const auto security :
             {Security::Plaintext, Security::Tls, Security::SaslPlaintext, Security::SaslTls})
            QVERIFY(securityFromName(securityName(security)) == security);
        for (const auto mechanism :
             {SaslMechanism::Plain, SaslMechanism::ScramSha256, SaslMechanism::ScramSha512})
            QVERIFY(mechanismFromName(mechanismName(mechanism)) == mechanism);
        QCOMPARE(securityName(Security::SaslTls), std::string_view("SASL_SSL"));
        QCOMPARE(mechanismName(SaslMechanism::ScramSha256), std::string_view("SCRAM-SHA-256"));
        QVERIFY(!securityFromName("ssl"));
        QVERIFY(!mechanismFromName("GSSAPI"));
    }

    void aPasswordComesFromWhereTheProfilePoints() {
        ConnectionProfile profile = profileOf("localhost:9092");
        QCOMPARE(resolvePassword(profile).value(), std::string());
        qputenv("DRIFTWOOD_TEST_PASSWORD", "s3cret");
        profile.passwordSource = "env:DRIFTWOOD_TEST_PASSWORD";
        QCOMPARE(resolvePassword(profile).value(), std::string("s3cret"));
        profile.passwordSource = "env:DRIFTWOOD_TEST_NO_SUCH";
        VERIFY_FAILS(resolvePassword(profile), ErrorCode::NotFound);

        QTemporaryDir folder;
        QFile file(folder.filePath("password"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("from file\r\nnot this line\n");
        file.close();
        profile.passwordSource = "file:" + file.fileName().toStdString();
        QCOMPARE(resolvePassword(profile).value(), std::string("from file"));
        profile.passwordSource = "file:" + folder.filePath("absent").toStdString();
        QVERIFY(!resolvePassword(profile));

        profile.passwordSource = "hunter2";
        const auto wrong = resolvePassword(profile);
        VERIFY_FAILS(wrong, ErrorCode::InvalidArgument);
        QVERIFY(wrong.error().text().find("hunter2") == std::string::npos);
    }

    void theCatalogIsSortedAndComplete() {
        auto cluster = m_embedded.connection->cluster();
        VERIFY_OK(cluster);
        QCOMPARE(cluster->brokers, 1);
        QVERIFY(!cluster->clusterId.empty());
        QCOMPARE(cluster->topics.size(), 2U);
        QCOMPARE(cluster->topics[0].name.value, std::string("a.first"));
        QCOMPARE(cluster->topics[1].partitions.size(), 3U);
        QCOMPARE(cluster->topics[1].replicationFactor, 1);
        QVERIFY(!cluster->topics[1].internal);
        auto topic = m_embedded.connection->topic(TopicName("b.second"));
        VERIFY_OK(topic);
        QCOMPARE(topic->partitions.back().value, 2);
    }

    void watermarksAreThoseOfEveryPartition() {
        for (const auto isolation : {Isolation::ReadCommitted, Isolation::ReadUncommitted}) {
            auto marks = m_embedded.connection->watermarks(TopicName("b.second"), isolation);
            VERIFY_OK(marks);
            QCOMPARE(marks->size(), 3U);
            for (std::size_t p = 0; p < 3; ++p) {
                QCOMPARE((*marks)[p].partition.value, static_cast<int>(p));
                QCOMPARE((*marks)[p].low.value, 0);
                QCOMPARE((*marks)[p].high.value, 20);
            }
        }
    }

    void aTopicThatIsNotThereIsNotFoundAndNotMade() {
        const TopicName nowhere("nowhere");
        VERIFY_FAILS(m_embedded.connection->topic(nowhere), ErrorCode::NotFound);
        VERIFY_FAILS(m_embedded.connection->watermarks(nowhere), ErrorCode::NotFound);
        VERIFY_FAILS(m_embedded.connection->offsetsAtTime(nowhere, TimestampMs(0)), ErrorCode::NotFound);
        VERIFY_FAILS(m_embedded.connection->committed("group", nowhere), ErrorCode::NotFound);
        VERIFY_FAILS(m_embedded.connection->topic(TopicName("")), ErrorCode::InvalidArgument);
        auto cluster = m_embedded.connection->cluster();
        VERIFY_OK(cluster);
        QCOMPARE(cluster->topics.size(), 2U);
    }

    void aTopicCannotBeMadeWithoutAController() {
        VERIFY_FAILS(m_embedded.connection->createTopic(TopicName("new"), 1), ErrorCode::Unsupported);
    }

    void groupsAndSettingsAreNotInventedWhereTheBrokerTellsNone() {
        VERIFY_FAILS(m_embedded.connection->groups(TopicName("b.second"), {}), ErrorCode::Unsupported);
        VERIFY_FAILS(m_embedded.connection->settings(TopicName("b.second")), ErrorCode::Unsupported);
        VERIFY_OK(m_embedded.connection->watermarks(TopicName("b.second"))); // the connection is still usable
    }

    void aClosedPortIsSaidToBeClosed() {
        const std::string address = SilentPort().address(); // the port is closed again
        const auto opened = Connection::open(profileOf(address), 20s);
        VERIFY_FAILS(opened, ErrorCode::Unreachable);
        QVERIFY2(opened.error().what.find("refused") != std::string::npos, opened.error().text().c_str());
        QCOMPARE(opened.error().where, address);
        QVERIFY(!opened.error().hint.empty());
    }

    void aPortThatSaysNothingIsGivenUpInTime() {
        SilentPort port;
        const auto opened = Connection::open(profileOf(port.address()), 300ms);
        VERIFY_FAILS(opened, ErrorCode::Unreachable);
    }

    void aHostThatDoesNotExistIsSaidNotToExist() {
        const auto opened = Connection::open(profileOf("no-such-host.invalid:9092"), 20s);
        VERIFY_FAILS(opened, ErrorCode::Unreachable);
        QVERIFY2(opened.error().what.find("resolve") != std::string::npos, opened.error().text().c_str());
    }

    void aPlaintextPortSpokenToInTlsIsExplained() {
        ConnectionProfile profile = m_embedded.broker->profile();
        profile.security = Security::Tls;
        const auto opened = Connection::open(profile, 3s);
        VERIFY_FAILS(opened, ErrorCode::Unreachable);
        QVERIFY2(opened.error().what.find("TLS") != std::string::npos, opened.error().text().c_str());
    }

    void aCertificateFileThatIsNotThereIsNamed() {
        ConnectionProfile profile = m_embedded.broker->profile();
        profile.security = Security::Tls;
        profile.caFile = "/no/such/ca.pem";
        const auto opened = Connection::open(profile, 3s);
        VERIFY_FAILS(opened, ErrorCode::InvalidArgument);
        QVERIFY2(opened.error().what.find("ssl.ca.location") != std::string::npos,
                 opened.error().text().c_str());
    }

    void extraPropertiesAreChecked_data() {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::newRow("unknown") << "fetch.wait.max"
                                 << "5";
        QTest::newRow("not a number") << "fetch.wait.max.ms"
                                      << "soon";
        QTest::newRow("would move offsets") << "enable.auto.commit"
                                            << "true";
        QTest::newRow("would jump") << "auto.offset.reset"
                                    << "latest";
        QTest::newRow("password in the open") << "sasl.password"
                                              << "hunter2";
        QTest::newRow("loads a library") << "plugin.library.paths"
                                         << "/tmp/evil.so";
        QTest::newRow("loads an engine") << "ssl.engine.location"
                                         << "/tmp/evil.so";
        QTest::newRow("loads a provider") << "ssl.providers"
                                          << "evil";
        QTest::newRow("runs a command") << "sasl.kerberos.kinit.cmd"
                                        << "touch /tmp/evil";
        QTest::newRow("secret in the open") << "ssl.key.password"
                                            << "hunter2";
    }
    void extraPropertiesAreChecked() {
        QFETCH(QString, key);
        QFETCH(QString, value);
        ConnectionProfile profile = m_embedded.broker->profile();
        profile.extra[key.toStdString()] = value.toStdString();
        const auto opened = Connection::open(profile);
        VERIFY_FAILS(opened, ErrorCode::InvalidArgument);
        QCOMPARE(opened.error().where, key.toStdString());
        QVERIFY(opened.error().text().find("hunter2") == std::string::npos);
    }

    void aPasswordAmongTheServersIsRefusedAndNotRepeated() {
        ConnectionProfile profile = profileOf("me:hunter2@127.0.0.1:1");
        profile.name = profile.bootstrapServers;
        const auto opened = Connection::open(profile, 3s);
        VERIFY_FAILS(opened, ErrorCode::InvalidArgument);
        QVERIFY2(opened.error().text().find("hunter2") == std::string::npos, opened.error().text().c_str());
    }

    void aProfileWithoutServersIsRefused() {
        VERIFY_FAILS(Connection::open(profileOf("")), ErrorCode::InvalidArgument);
    }

    void questionsFailInTimeWhileTheBrokerIsAwayAndWorkAgainAfterwards() {
        auto connection = Connection::open(m_embedded.broker->profile(), 1s);
        VERIFY_OK(connection);
        VERIFY_OK(m_embedded.broker->setUp(false));
        const auto marks = (*connection)->watermarks(TopicName("b.second"));
        VERIFY_OK(m_embedded.broker->setUp(true));
        VERIFY_FAILS(marks, ErrorCode::Unreachable);
        bool back = false;
        for (int i = 0; i < 20 && !back; ++i)
            back = (*connection)->watermarks(TopicName("b.second")).has_value();
        QVERIFY(back);
    }
};

QTEST_GUILESS_MAIN(TestConnection)
#include "test_connection.moc"
