// A registry behind TLS and mutual TLS. The peer is openssl s_server, which serves files, with certificates
// made by openssl.
#include "decoder/registry/schema_registry.h"
#include "support/openssl_server.h"
#include "support/result_check.h"

#include <QDir>
#include <QStandardPaths>
#include <QtTest>

using namespace driftwood;
using decoder::RegistrySettings;
using decoder::SchemaRegistry;

class TestRegistryTls : public QObject {
    Q_OBJECT

    const test::Certificates m_certificates;

    /// The client's answer from a server with these further arguments.
    [[nodiscard]] Result<decoder::RegisteredSchema> ask(RegistrySettings settings,
                                                        const QStringList& arguments) const {
        const test::OpensslServer server(QStringList{"-WWW"} + m_certificates.shows("server") + arguments,
                                         m_certificates.at("pages"));
        settings.addresses = {"https://localhost:" + server.port()};
        auto registry = SchemaRegistry::open(settings);
        return registry ? (*registry)->schema(7, {})
                        : Result<decoder::RegisteredSchema>(tl::unexpected(registry.error()));
    }

  private Q_SLOTS:
    void initTestCase() {
        if (QStandardPaths::findExecutable("openssl").isEmpty())
            QSKIP("openssl is not installed: the whole test is skipped");
        QVERIFY(m_certificates.makeAuthority("ca"));
        QVERIFY(m_certificates.make("server", "ca", 10) && m_certificates.make("client", "ca", 10));
        QVERIFY(QDir().mkpath(m_certificates.at("pages/schemas/ids")));
        QVERIFY(m_certificates.write("pages/schemas/ids/7", R"({"schema":"s"})"));
    }

    void itsCertificateIsChecked() {
        RegistrySettings settings;
        VERIFY_FAILS(ask(settings, {}), ErrorCode::AuthenticationFailed); // by an unknown authority
        settings.caFile = m_certificates.file("ca.pem");
        const auto schema = ask(settings, {});
        VERIFY_OK(schema);
        QCOMPARE(schema->text, std::string("s"));
        settings.caFile = m_certificates.file("none.pem");
        QVERIFY(!ask(settings, {}));
    }

    void oursIsShownWhereItIsWanted() {
        const QStringList mutual{"-Verify", "1", "-verify_return_error", "-CAfile",
                                 m_certificates.at("ca.pem")};
        RegistrySettings settings;
        settings.caFile = m_certificates.file("ca.pem");
        QVERIFY(!ask(settings, mutual));
        settings.certificateFile = m_certificates.file("client.pem");
        settings.keyFile = m_certificates.file("client.key");
        VERIFY_OK(ask(settings, mutual));
    }
};

QTEST_GUILESS_MAIN(TestRegistryTls)
#include "test_registry_tls.moc"
