#pragma once

#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <string>

namespace driftwood::test {

inline constexpr int kOpensslWaitMs = 30'000;

/// Runs the program to its end; false if it fails.
[[nodiscard]] inline bool openssl(const QStringList& arguments) {
    QProcess process;
    process.start("openssl", arguments);
    return process.waitForFinished(kOpensslWaitMs) && process.exitCode() == 0;
}

/// Certificates made by openssl, in a folder that goes with this object: NAME.pem and NAME.key.
class Certificates {
  public:
    [[nodiscard]] QString at(const QString& file) const { return m_folder.filePath(file); }
    [[nodiscard]] std::string file(const QString& name) const { return at(name).toStdString(); }
    [[nodiscard]] bool write(const QString& name, const QByteArray& content) const {
        QFile file(at(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    }
    [[nodiscard]] bool makeAuthority(const QString& name) const {
        return openssl({"req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", at(name + ".key"), "-out",
                        at(name + ".pem"), "-days", "10", "-subj", "/CN=" + name});
    }
    /// A certificate for "localhost" by the authority `of`, valid for this many days from now.
    [[nodiscard]] bool make(const QString& name, const QString& of, int days) const {
        return write("names", "subjectAltName=DNS:localhost\n") &&
               openssl({"req", "-newkey", "rsa:2048", "-nodes", "-keyout", at(name + ".key"), "-out",
                        at(name + ".csr"), "-subj", "/CN=localhost"}) &&
               openssl({"x509", "-req", "-in", at(name + ".csr"), "-CA", at(of + ".pem"), "-CAkey",
                        at(of + ".key"), "-CAcreateserial", "-out", at(name + ".pem"), "-days",
                        QString::number(days), "-extfile", at("names")});
    }
    /// The arguments that make a server show a certificate.
    [[nodiscard]] QStringList shows(const QString& name) const {
        return {"-cert", at(name + ".pem"), "-key", at(name + ".key")};
    }

  private:
    QTemporaryDir m_folder;
};

/// openssl s_server on a free port, until this object is destroyed.
class OpensslServer {
  public:
    explicit OpensslServer(const QStringList& arguments, const QString& folder = {}) {
        m_process.setWorkingDirectory(folder);
        m_process.start("openssl", QStringList{"s_server", "-accept", "0"} + arguments);
        static const QRegularExpression kListens("ACCEPT .*:(\\d+)");
        QByteArray said;
        while (m_process.waitForReadyRead(kOpensslWaitMs)) {
            said += m_process.readAllStandardOutput();
            if (const auto match = kListens.match(QString::fromUtf8(said)); match.hasMatch()) {
                m_port = match.captured(1).toStdString();
                return;
            }
        }
    }
    OpensslServer(const OpensslServer&) = delete;
    OpensslServer& operator=(const OpensslServer&) = delete;
    ~OpensslServer() {
        m_process.kill();
        m_process.waitForFinished(kOpensslWaitMs);
    }
    [[nodiscard]] const std::string& port() const { return m_port; } ///< empty: it does not listen

  private:
    QProcess m_process;
    std::string m_port;
};

} // namespace driftwood::test
