// Logging in: every listener with the right credentials, and the errors for wrong ones.

#include "broker/connection.h"
#include "broker/publisher.h"
#include "kafka/suite/suite.h"
#include "kafka/support/reading.h"
#include "support/result_check.h"

#include <QtTest>

namespace driftwood::test {

using broker::Connection;
using broker::ConnectionProfile;
using broker::SaslMechanism;
using namespace std::chrono_literals;

class TestLogIn : public QObject {
    Q_OBJECT

  public:
    explicit TestLogIn(KafkaBed& bed)
        : m_bed(bed) {}

  private Q_SLOTS:
    void rightCredentialsReadAndWrite_data() {
        QTest::addColumn<Listener>("listener");
        QTest::addColumn<SaslMechanism>("mechanism");
        QTest::newRow("no log-in") << Listener::Plaintext << SaslMechanism::Plain;
        QTest::newRow("SCRAM-SHA-512") << Listener::SaslPlaintext << SaslMechanism::ScramSha512;
        QTest::newRow("PLAIN") << Listener::SaslPlaintext << SaslMechanism::Plain;
        QTest::newRow("TLS") << Listener::Tls << SaslMechanism::Plain;
        QTest::newRow("SCRAM-SHA-512 over TLS") << Listener::SaslTls << SaslMechanism::ScramSha512;
        QTest::newRow("PLAIN over TLS") << Listener::SaslTls << SaslMechanism::Plain;
        QTest::newRow("client certificate") << Listener::MutualTls << SaslMechanism::Plain;
    }

    void rightCredentialsReadAndWrite() {
        QFETCH(Listener, listener);
        QFETCH(SaslMechanism, mechanism);
        ConnectionProfile profile = profileFor(m_bed, listener);
        profile.mechanism = mechanism;
        auto connection = Connection::open(profile);
        VERIFY_OK(connection);

        const TopicName topic(freshTopic("log-in"));
        VERIFY_OK((*connection)->createTopic(topic, 1));
        auto publisher = (*connection)->openPublisher(topic);
        VERIFY_OK(publisher);
        VERIFY_OK((*publisher)->publish({PartitionId(0), "key", "value", TimestampMs(7), {}}));
        VERIFY_OK((*publisher)->flush(10s));

        const auto read = readAll(**connection, {topic, {{PartitionId(0), Offset(0), Offset(1)}}});
        VERIFY_OK(read);
        QCOMPARE(*read,
                 (std::vector<WrittenRecord>{{{PartitionId(0), Offset(0)}, TimestampMs(7), "key", "value"}}));
    }

    void wrongCredentialsAreToldApartInBoundedTime_data() {
        QTest::addColumn<Listener>("listener");
        QTest::addColumn<SaslMechanism>("mechanism");
        QTest::newRow("SCRAM-SHA-512") << Listener::SaslPlaintext << SaslMechanism::ScramSha512;
        QTest::newRow("PLAIN") << Listener::SaslPlaintext << SaslMechanism::Plain;
        QTest::newRow("SCRAM-SHA-512 over TLS") << Listener::SaslTls << SaslMechanism::ScramSha512;
    }

    void wrongCredentialsAreToldApartInBoundedTime() {
        QFETCH(Listener, listener);
        QFETCH(SaslMechanism, mechanism);
        ConnectionProfile profile = profileFor(m_bed, listener);
        profile.mechanism = mechanism;
        qputenv("DRIFTWOOD_BED_WRONG_PASSWORD", "not-the-password");
        profile.passwordSource = "env:DRIFTWOOD_BED_WRONG_PASSWORD";
        const Error error = refusal(profile);
        QVERIFY2(error.code == ErrorCode::AuthenticationFailed, error.text().c_str());
        QVERIFY2(error.text().find("not-the-password") == std::string::npos, error.text().c_str());
    }

    void aMechanismTheBrokerLacksIsAnAuthenticationFailure() {
        ConnectionProfile profile = profileFor(m_bed, Listener::SaslPlaintext);
        profile.mechanism = SaslMechanism::ScramSha256;
        const Error error = refusal(profile);
        QVERIFY2(error.code == ErrorCode::AuthenticationFailed, error.text().c_str());
    }

    void aBrokerSignedByAStrangerIsRefused() {
        ConnectionProfile profile = profileFor(m_bed, Listener::Tls);
        profile.caFile = m_bed.certificate("stranger-ca.pem");
        const Error error = refusal(profile);
        QVERIFY2(error.code == ErrorCode::AuthenticationFailed, error.text().c_str());
        QVERIFY2(error.text().find("certificate") != std::string::npos, error.text().c_str());
    }

    void aMissingClientCertificateIsRefused() {
        ConnectionProfile profile = profileFor(m_bed, Listener::MutualTls);
        profile.certificateFile.clear();
        profile.keyFile.clear();
        const Error error = refusal(profile);
        QVERIFY2(error.code == ErrorCode::AuthenticationFailed, error.text().c_str());
        QVERIFY2(error.text().find("certificate") != std::string::npos, error.text().c_str());
    }

    void nobodyListeningIsUnreachable() {
        ConnectionProfile profile = profileFor(m_bed);
        profile.bootstrapServers = "127.0.0.1:1";
        const Error error = refusal(profile);
        QVERIFY2(error.code == ErrorCode::Unreachable, error.text().c_str());
    }

    void aBrokerThatAnswersNothingIsUnreachable() {
        m_bed.freeze();
        const Error error = refusal(profileFor(m_bed));
        m_bed.thaw();
        QVERIFY2(error.code == ErrorCode::Unreachable, error.text().c_str());
    }

    void aReadOnlyProfileMakesNoTopic() {
        ConnectionProfile profile = profileFor(m_bed);
        profile.readOnly = true;
        auto connection = Connection::open(profile);
        VERIFY_OK(connection);
        const TopicName topic(freshTopic("forbidden"));
        QVERIFY(!(*connection)->createTopic(topic, 1).has_value());
        QVERIFY(!(*connection)->openPublisher(topic).has_value());
        VERIFY_FAILS((*connection)->topic(topic), ErrorCode::NotFound); // the query has not created it
    }

  private:
    /// The error of connecting; an artificial one if connecting succeeded.
    static Error refusal(const ConnectionProfile& profile) {
        auto opened = within(30s, [profile] { return Connection::open(profile, 3s); });
        if (opened.has_value())
            return {ErrorCode::Internal, "opened, though it should have been refused", {}, {}};
        return opened.error();
    }

    KafkaBed& m_bed;
};

std::unique_ptr<QObject> makeLogInTest(KafkaBed& bed) { return std::make_unique<TestLogIn>(bed); }

} // namespace driftwood::test

#include "test_log_in.moc"
