// Different certificate errors are distinguished. The peer is openssl s_server with certificates made by
// openssl: the handshake fails before Kafka's protocol begins.
#include "broker/connection.h"
#include "support/openssl_server.h"
#include "support/result_check.h"

#include <QStandardPaths>

using namespace driftwood;
using namespace driftwood::broker;
using namespace std::chrono_literals;

class TestTls : public QObject {
    Q_OBJECT

    const test::Certificates m_certificates;

    Error refusalOf(ConnectionProfile profile, const QStringList& server) const {
        const test::OpensslServer running(server);
        profile.bootstrapServers += ":" + running.port();
        profile.security = Security::Tls;
        const auto opened = Connection::open(profile, 10s);
        return opened ? Error{} : opened.error();
    }

  private Q_SLOTS:
    void initTestCase() {
        if (QStandardPaths::findExecutable("openssl").isEmpty())
            QSKIP("openssl is not installed");
        QVERIFY(m_certificates.makeAuthority("known") && m_certificates.makeAuthority("other"));
        QVERIFY(m_certificates.make("good", "known", 5));
        QVERIFY(m_certificates.make("expired", "known", -1));
        QVERIFY(m_certificates.make("stranger", "other", 5));
    }

    void whatIsWrongWithTheBrokersCertificateIsSaid_data() {
        QTest::addColumn<QString>("certificate");
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("what");
        QTest::newRow("expired") << "expired"
                                 << "localhost"
                                 << "has expired";
        QTest::newRow("other host") << "good"
                                    << "127.0.0.1"
                                    << "for another host name";
        QTest::newRow("untrusted") << "stranger"
                                   << "localhost"
                                   << "authority that is not trusted";
    }
    void whatIsWrongWithTheBrokersCertificateIsSaid() {
        QFETCH(QString, certificate);
        QFETCH(QString, host);
        QFETCH(QString, what);
        ConnectionProfile profile;
        profile.bootstrapServers = host.toStdString();
        profile.caFile = m_certificates.file("known.pem");
        const Error error = refusalOf(profile, m_certificates.shows(certificate));
        QCOMPARE(error.code, ErrorCode::AuthenticationFailed);
        QVERIFY2(error.what.find(what.toStdString()) != std::string::npos, error.text().c_str());
        QVERIFY2(error.where.find(host.toStdString()) != std::string::npos, error.where.c_str());
    }

    void aBrokerThatAsksForACertificateIsToldApart() {
        ConnectionProfile profile;
        profile.bootstrapServers = "localhost";
        profile.caFile = m_certificates.file("known.pem");
        const QStringList asks =
            m_certificates.shows("good") +
            QStringList{"-Verify", "1", "-verify_return_error", "-CAfile", m_certificates.at("known.pem")};
        const Error none = refusalOf(profile, asks);
        QCOMPARE(none.code, ErrorCode::AuthenticationFailed);
        QVERIFY2(none.what.find("none was given") != std::string::npos, none.text().c_str());
        profile.certificateFile = m_certificates.file("stranger.pem");
        profile.keyFile = m_certificates.file("stranger.key");
        const Error stranger = refusalOf(profile, asks);
        QCOMPARE(stranger.code, ErrorCode::AuthenticationFailed);
        QVERIFY2(stranger.what.find("client certificate") != std::string::npos, stranger.text().c_str());
    }

    void certificatesThatAreNotToBeVerifiedAreNot() {
        ConnectionProfile profile;
        profile.bootstrapServers = "127.0.0.1";
        profile.extra = {{"enable.ssl.certificate.verification", "false"}};
        const Error error = refusalOf(profile, m_certificates.shows("expired"));
        QVERIFY2(error.code != ErrorCode::AuthenticationFailed,
                 error.text().c_str()); // the handshake itself succeeds
    }
};

QTEST_GUILESS_MAIN(TestTls)
#include "test_tls.moc"
