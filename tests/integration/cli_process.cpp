#include "cli_process.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <csignal>

namespace driftwood::test {
namespace {
constexpr int kStartMs = 60000;
}

QJsonObject CliResult::json() const { return QJsonDocument::fromJson(out).object(); }

bool CliResult::saysOnlyJson() const {
    return std::ranges::all_of(err.split('\n'), [](const QByteArray& line) {
        return line.isEmpty() || QJsonDocument::fromJson(line).isObject();
    });
}

QList<QJsonObject> CliResult::jsonLines() const {
    QList<QJsonObject> lines;
    for (const QByteArray& line : out.trimmed().split('\n'))
        lines << QJsonDocument::fromJson(line).object();
    return lines;
}

CliResult runCli(const QStringList& arguments, int timeoutMs) {
    QProcess process;
    process.start(DRIFTWOOD_CLI, arguments);
    CliResult result;
    if (!process.waitForFinished(timeoutMs)) {
        process.kill();
        process.waitForFinished();
        result.err = "timed out; " + process.readAllStandardError();
        return result;
    }
    result.exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    result.out = process.readAllStandardOutput();
    result.err = process.readAllStandardError();
    return result;
}

QJsonValue CliResult::at(const QString& path) const {
    QJsonValue value = json();
    for (const QString& part : path.split('/'))
        value = value.isArray() ? value.toArray().at(part.toInt()) : value.toObject().value(part);
    return value;
}

DemoServer::DemoServer() {
    m_process.start(DRIFTWOOD_CLI, {"demo", "--serve", "--json", "--seed", "5"});
    QByteArray output;
    while (m_process.waitForReadyRead(kStartMs)) {
        output += m_process.readAllStandardOutput();
        if (const QJsonObject json = QJsonDocument::fromJson(output).object(); json.contains("brokers")) {
            m_brokers = json["brokers"].toString();
            m_registry = json["registry"].toString();
            return;
        }
    }
}

DemoServer::~DemoServer() {
    m_process.terminate();
    if (!m_process.waitForFinished(10000))
        m_process.kill();
    m_process.waitForFinished();
}

bool CliOnDemo::startBroker() {
    m_server = std::make_unique<DemoServer>();
    return !brokers().isEmpty();
}

QStringList CliOnDemo::with(const QStringList& arguments) const {
    return QStringList{"-w", m_folder.path(), "-b", brokers()} + arguments;
}

QStringList CliOnDemo::asJson(const QStringList& arguments) const {
    return with(arguments) + QStringList{"--json"};
}

bool makeGermanLocale(const QString& folder) {
    QProcess process;
    process.start("localedef", {"-i", "de_DE", "-f", "UTF-8", folder + "/de_DE.UTF-8"});
    if (!process.waitForFinished(60000))
        return false;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("LOCPATH", folder);
    environment.insert("LC_ALL", "de_DE.UTF-8");
    process.setProcessEnvironment(environment);
    process.start("locale", {"decimal_point"});
    return process.waitForFinished(60000) && process.readAllStandardOutput().trimmed() == ",";
}

} // namespace driftwood::test
