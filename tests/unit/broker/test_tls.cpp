// Different certificate errors are distinguished. The peer is openssl s_server with certificates made by
// openssl: the handshake fails before Kafka's protocol begins.
#include "broker/connection.h"
#include "support/result_check.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace driftwood;
using namespace driftwood::broker;
using namespace std::chrono_literals;

namespace {

constexpr int kWaitMs = 30'000;

bool openssl(const QStringList& arguments) {
    QProcess process;
    process.start("openssl", arguments);
    return process.waitForFinished(kWaitMs) && process.exitCode() == 0;
}

/// Listens like a broker with TLS until this object is destroyed.
class TlsServer {
  public:
    explicit TlsServer(const QStringList& arguments) {
        m_process.start("openssl", QStringList{"s_server", "-accept", "0"} + arguments);
        static const QRegularExpression kListens("ACCEPT .*:(\\d+)");
        QByteArray said;
        while (m_process.waitForReadyRead(kWaitMs)) {
            said += m_process.readAllStandardOutput();
            if (const auto match = kListens.match(QString::fromUtf8(said)); match.hasMatch()) {
                m_port = match.captured(1).toStdString();
                return;
            }
        }
    }
    TlsServer(const TlsServer&) = delete;
    TlsServer& operator=(const TlsServer&) = delete;
    ~TlsServer() {
        m_process.kill();
        m_process.waitForFinished(kWaitMs);
    }
    [[nodiscard]] const std::string& port() const { return m_port; }

  private:
    QProcess m_process;
    std::string m_port;
};

} // namespace

class TestTls : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString at(const QString& name) const { return m_folder.filePath(name); }
    std::string file(const QString& name) const { return at(name).toStdString(); }
    /// Creates a certificate for "localhost" by the authority `of`, valid for this many days from now.
    bool makeCertificate(const QString& name, const QString& of, int days) {
        return openssl({"req", "-newkey", "rsa:2048", "-nodes", "-keyout", at(name + ".key"), "-out",
                        at(name + ".csr"), "-subj", "/CN=localhost"}) &&
               openssl({"x509", "-req", "-in", at(name + ".csr"), "-CA", at(of + ".pem"), "-CAkey",
                        at(of + ".key"), "-CAcreateserial", "-out", at(name + ".pem"), "-days",
                        QString::number(days), "-extfile", at("names")});
    }
    bool makeAuthority(const QString& name) {
        return openssl({"req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", at(name + ".key"), "-out",
                        at(name + ".pem"), "-days", "10", "-subj", "/CN=" + name});
    }
    QStringList shows(const QString& certificate) const {
        return {"-cert", at(certificate + ".pem"), "-key", at(certificate + ".key")};
    }
    Error refusalOf(ConnectionProfile profile, const QStringList& server) const {
        const TlsServer running(server);
        profile.bootstrapServers += ":" + running.port();
        profile.security = Security::Tls;
        const auto opened = Connection::open(profile, 10s);
        return opened ? Error{} : opened.error();
    }

  private Q_SLOTS:
    void initTestCase() {
        if (QStandardPaths::findExecutable("openssl").isEmpty())
            QSKIP("openssl is not installed");
        QFile names(at("names"));
        QVERIFY(names.open(QIODevice::WriteOnly));
        names.write("subjectAltName=DNS:localhost\n");
        names.close();
        QVERIFY(makeAuthority("known") && makeAuthority("other"));
        QVERIFY(makeCertificate("good", "known", 5));
        QVERIFY(makeCertificate("expired", "known", -1));
        QVERIFY(makeCertificate("stranger", "other", 5));
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
        profile.caFile = file("known.pem");
        const Error error = refusalOf(profile, shows(certificate));
        QCOMPARE(error.code, ErrorCode::AuthenticationFailed);
        QVERIFY2(error.what.find(what.toStdString()) != std::string::npos, error.text().c_str());
        QVERIFY2(error.where.find(host.toStdString()) != std::string::npos, error.where.c_str());
    }

    void aBrokerThatAsksForACertificateIsToldApart() {
        ConnectionProfile profile;
        profile.bootstrapServers = "localhost";
        profile.caFile = file("known.pem");
        const QStringList asks =
            shows("good") + QStringList{"-Verify", "1", "-verify_return_error", "-CAfile", at("known.pem")};
        const Error none = refusalOf(profile, asks);
        QCOMPARE(none.code, ErrorCode::AuthenticationFailed);
        QVERIFY2(none.what.find("none was given") != std::string::npos, none.text().c_str());
        profile.certificateFile = file("stranger.pem");
        profile.keyFile = file("stranger.key");
        const Error stranger = refusalOf(profile, asks);
        QCOMPARE(stranger.code, ErrorCode::AuthenticationFailed);
        QVERIFY2(stranger.what.find("client certificate") != std::string::npos, stranger.text().c_str());
    }

    void certificatesThatAreNotToBeVerifiedAreNot() {
        ConnectionProfile profile;
        profile.bootstrapServers = "127.0.0.1";
        profile.extra = {{"enable.ssl.certificate.verification", "false"}};
        const Error error = refusalOf(profile, shows("expired"));
        QVERIFY2(error.code != ErrorCode::AuthenticationFailed,
                 error.text().c_str()); // the handshake itself succeeds
    }
};

QTEST_GUILESS_MAIN(TestTls)
#include "test_tls.moc"
