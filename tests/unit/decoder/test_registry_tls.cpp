// A registry behind TLS and mutual TLS. The peer is openssl s_server, which serves files, with certificates
// made by openssl.
#include "decoder/registry/schema_registry.h"
#include "support/result_check.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

using namespace driftwood;
using decoder::RegistrySettings;
using decoder::SchemaRegistry;

namespace {

constexpr int kWaitMs = 30'000;

bool openssl(const QStringList& arguments) {
    QProcess process;
    process.start("openssl", arguments);
    return process.waitForFinished(kWaitMs) && process.exitCode() == 0;
}

} // namespace

class TestRegistryTls : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    [[nodiscard]] QString at(const QString& name) const { return m_folder.filePath(name); }
    [[nodiscard]] bool makeCertificate(const QString& name) const {
        return openssl({"req", "-newkey", "rsa:2048", "-nodes", "-keyout", at(name + ".key"), "-out",
                        at(name + ".csr"), "-subj", "/CN=localhost"}) &&
               openssl({"x509", "-req", "-in", at(name + ".csr"), "-CA", at("ca.pem"), "-CAkey", at("ca.key"),
                        "-CAcreateserial", "-out", at(name + ".pem"), "-days", "10", "-extfile",
                        at("names")});
    }
    [[nodiscard]] bool write(const QString& name, const QByteArray& content) const {
        QFile file(at(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    }

    /// What the client gets from a server with these further arguments.
    [[nodiscard]] Result<decoder::RegisteredSchema> ask(RegistrySettings settings,
                                                        const QStringList& arguments) const {
        QProcess server;
        server.setWorkingDirectory(at("pages"));
        server.start("openssl", QStringList{"s_server", "-accept", "0", "-WWW", "-cert", at("server.pem"),
                                            "-key", at("server.key")} +
                                    arguments);
        static const QRegularExpression kListens("ACCEPT .*:(\\d+)");
        QByteArray said;
        QRegularExpressionMatch match;
        while (!match.hasMatch() && server.waitForReadyRead(kWaitMs)) {
            said += server.readAllStandardOutput();
            match = kListens.match(QString::fromUtf8(said));
        }
        settings.addresses = {"https://localhost:" + match.captured(1).toStdString()};
        auto registry = SchemaRegistry::open(settings);
        auto schema = registry ? (*registry)->schema(7, {})
                               : Result<decoder::RegisteredSchema>(tl::unexpected(registry.error()));
        server.kill();
        server.waitForFinished(kWaitMs);
        return schema;
    }

  private Q_SLOTS:
    void initTestCase() {
        if (QStandardPaths::findExecutable("openssl").isEmpty())
            QSKIP("openssl is not installed: the whole test is skipped");
        QVERIFY(write("names", "subjectAltName=DNS:localhost\n"));
        QVERIFY(openssl({"req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", at("ca.key"), "-out",
                         at("ca.pem"), "-days", "10", "-subj", "/CN=ca"}));
        QVERIFY(makeCertificate("server") && makeCertificate("client"));
        QVERIFY(QDir(m_folder.path()).mkpath("pages/schemas/ids"));
        QVERIFY(write("pages/schemas/ids/7", R"({"schema":"s"})"));
    }

    void itsCertificateIsChecked() {
        RegistrySettings settings;
        VERIFY_FAILS(ask(settings, {}), ErrorCode::AuthenticationFailed); // of an authority nobody knows
        settings.caFile = at("ca.pem").toStdString();
        const auto schema = ask(settings, {});
        VERIFY_OK(schema);
        QCOMPARE(schema->text, std::string("s"));
        settings.caFile = at("none.pem").toStdString();
        QVERIFY(!ask(settings, {}));
    }

    void oursIsShownWhereItIsWanted() {
        const QStringList mutual{"-Verify", "1", "-verify_return_error", "-CAfile", at("ca.pem")};
        RegistrySettings settings;
        settings.caFile = at("ca.pem").toStdString();
        QVERIFY(!ask(settings, mutual));
        settings.certificateFile = at("client.pem").toStdString();
        settings.keyFile = at("client.key").toStdString();
        VERIFY_OK(ask(settings, mutual));
    }
};

QTEST_GUILESS_MAIN(TestRegistryTls)
#include "test_registry_tls.moc"
