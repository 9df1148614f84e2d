#pragma once

#include <QJsonObject>
#include <QList>
#include <QObject>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>
#include <memory>

namespace driftwood::test {

/// The result of a command of driftwood-cli.
struct CliResult {
    int exitCode = -1;
    QByteArray out;
    QByteArray err;
    [[nodiscard]] QJsonObject json() const;             ///< of standard output
    [[nodiscard]] QList<QJsonObject> jsonLines() const; ///< for output with one object per line
    /// Whether every line of standard error is a JSON object.
    [[nodiscard]] bool saysOnlyJson() const;
    /// The value at a path: "results/0/windows".
    [[nodiscard]] QJsonValue at(const QString& path) const;
};

/// Runs the real program and waits for it to end. Standard output is a pipe, as in a script.
[[nodiscard]] CliResult runCli(const QStringList& arguments, int timeoutMs = 120000);

/// `driftwood-cli demo --serve` in a separate process, which ends with this object.
class DemoServer {
  public:
    DemoServer();
    ~DemoServer();
    [[nodiscard]] QString brokers() const { return m_brokers; } ///< empty if it did not start
    [[nodiscard]] QString registry() const { return m_registry; }

  private:
    QProcess m_process;
    QString m_brokers;
    QString m_registry;
};

/// A test of the real program, with its own workspace and the demo's broker in another process.
class CliOnDemo : public QObject {
  protected:
    /// False if it does not start.
    [[nodiscard]] bool startBroker();
    [[nodiscard]] QString brokers() const { return m_server->brokers(); }
    /// Prepends the workspace and the broker to the arguments.
    [[nodiscard]] QStringList with(const QStringList& arguments) const;
    [[nodiscard]] QStringList asJson(const QStringList& arguments) const;

    QTemporaryDir m_folder; ///< contains the workspace

  private:
    std::unique_ptr<DemoServer> m_server;
};

/// Creates a German locale in a folder for LOCPATH; false if that is not possible.
[[nodiscard]] bool makeGermanLocale(const QString& folder);

} // namespace driftwood::test
