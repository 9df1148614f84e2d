#pragma once

#include "base/result.h"

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

#include <array>
#include <memory>
#include <string>

namespace driftwood::test {

/// The broker's listeners, one per port. MutualTls requires a client certificate.
enum class Listener : std::uint8_t { Plaintext, SaslPlaintext, Tls, SaslTls, MutualTls };
inline constexpr std::size_t kListeners = 5;

/// An Apache Kafka of one version (broker and controller in one process, KRaft) on loopback, with its data in
/// a temporary folder. Both are removed with this object, and also if this process is killed.
///
/// The broker ends with the thread that started it, so start and restart it from the main thread.
class KafkaBed {
  public:
    /// Creates certificates, formats the storage, starts the broker and waits until it is ready (about three
    /// seconds). Unsupported if Java, openssl or the jars are not available; any other error is a fault.
    [[nodiscard]] static Result<std::unique_ptr<KafkaBed>> start(const QString& version);
    ~KafkaBed();
    KafkaBed(const KafkaBed&) = delete;
    KafkaBed& operator=(const KafkaBed&) = delete;

    /// Sends SIGKILL and waits for the process to end.
    void kill();
    /// After kill(): starts on the same ports with the same data, and waits until it is ready.
    [[nodiscard]] Status restart();
    /// SIGSTOP and SIGCONT: a frozen broker answers nothing, but its connections stay open.
    void freeze();
    void thaw();

    [[nodiscard]] const QString& version() const { return m_version; }
    [[nodiscard]] std::string address(Listener listener) const; ///< "127.0.0.1:port"
    /// A file created by certificates.sh: "ca.pem", "client.pem" …
    [[nodiscard]] std::string certificate(const QString& name) const {
        return m_dir.filePath(name).toStdString();
    }
    static constexpr auto kUser = "alice"; ///< for SCRAM-SHA-512 and PLAIN
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
    std::array<int, kListeners + 1> m_ports{}; ///< one per listener, then the controller's
    QProcess m_broker;
    QProcess m_sweeper; ///< removes the folder when this process ends for any reason
};

} // namespace driftwood::test
