#pragma once

#include "base/result.h"

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

#include <array>
#include <memory>
#include <string>

namespace driftwood::test {

/// The doors of the broker, one a port. MutualTls wants a certificate of the client's.
enum class Listener : std::uint8_t { Plaintext, SaslPlaintext, Tls, SaslTls, MutualTls };
inline constexpr std::size_t kListeners = 5;

/// An Apache Kafka of one version (broker and controller in one process, KRaft) on loopback, with everything
/// it keeps in a temporary folder. Both are gone when this object is, and also when this process is killed.
///
/// The broker dies with the thread that started it; start and restart from the main thread.
class KafkaBed {
  public:
    /// Makes certificates, formats the storage, starts the broker and waits until it says that it is ready
    /// (about three seconds). Unsupported where Java, openssl or the jars cannot be had; any other error is a
    /// fault.
    [[nodiscard]] static Result<std::unique_ptr<KafkaBed>> start(const QString& version);
    ~KafkaBed();
    KafkaBed(const KafkaBed&) = delete;
    KafkaBed& operator=(const KafkaBed&) = delete;

    /// SIGKILL, and waits until it is gone.
    void kill();
    /// After kill(): the same ports, the same data. Waits until it is ready.
    [[nodiscard]] Status restart();
    /// SIGSTOP and SIGCONT: a broker that answers nothing while its connections stay open.
    void freeze();
    void thaw();

    [[nodiscard]] const QString& version() const { return m_version; }
    [[nodiscard]] std::string address(Listener listener) const; ///< "127.0.0.1:port"
    /// A file certificates.sh made: "ca.pem", "client.pem" …
    [[nodiscard]] std::string certificate(const QString& name) const {
        return m_dir.filePath(name).toStdString();
    }
    static constexpr auto kUser = "alice"; ///< by SCRAM-SHA-512 and by PLAIN
    static constexpr auto kPassword = "alice-secret";

  private:
    KafkaBed(QString version, QString jars);
    [[nodiscard]] Status prepare();
    [[nodiscard]] Status launch();
    [[nodiscard]] Status waitUntilReady();
    [[nodiscard]] Status formatStorage() const;
    [[nodiscard]] Status writeProperties() const;
    [[nodiscard]] QStringList javaArguments() const;
    [[nodiscard]] QString endOfLog() const;
    void startSweeper();

    QString m_version;
    QString m_jars;
    QTemporaryDir m_dir;
    std::array<int, kListeners + 1> m_ports{}; ///< one a listener, then the controller's
    QProcess m_broker;
    QProcess m_sweeper; ///< removes the folder when this process ends, however it ends
};

} // namespace driftwood::test
