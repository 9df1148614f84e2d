#include "kafka/bed/kafka_bed.h"

#include "kafka/bed/free_ports.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QThread>

#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>

namespace driftwood::test {
namespace {

constexpr auto kReadyLine = "Kafka Server started";
constexpr int kReadySeconds = 60;
/// Any 16 bytes in URL-safe base64.
constexpr auto kClusterId = "ZHJpZnR3b29kLXRlc3QtMQ";

QString source(const QString& file) { return QStringLiteral(DRIFTWOOD_KAFKA_BED_DIR "/") + file; }

/// The same rule as in packaging/setup.sh and fetch-jars.sh.
QString depsFolder() {
    if (const QString named = qEnvironmentVariable("DRIFTWOOD_DEPS"); !named.isEmpty())
        return named;
    const QString cache = qEnvironmentVariable("XDG_CACHE_HOME");
    return (cache.isEmpty() ? QDir::homePath() + "/.cache" : cache) + "/driftwood/deps";
}

Status runToEnd(const QString& program, const QStringList& arguments, ErrorCode code, const char* what) {
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    if (process.waitForFinished(180000) && process.exitStatus() == QProcess::NormalExit &&
        process.exitCode() == 0)
        return {};
    const QString output = QString::fromUtf8(process.readAll()).trimmed();
    return fail(code, what, program.toStdString(),
                (output.isEmpty() ? process.errorString() : output).toStdString());
}

Result<QString> findJars(const QString& version) {
    for (const char* program : {"java", "openssl"})
        if (QStandardPaths::findExecutable(program).isEmpty())
            return fail(ErrorCode::Unsupported, "a test broker needs a program that is not installed",
                        program, "Run packaging/setup.sh test.");
    const QString folder = depsFolder() + "/kafka-" + version;
    if (!QFileInfo(folder).isDir())
        if (auto fetched = runToEnd(source("fetch-jars.sh"), {version}, ErrorCode::Unsupported,
                                    "Kafka's jars cannot be had");
            !fetched)
            return forward(fetched);
    return folder;
}

} // namespace

KafkaBed::KafkaBed(QString version, QString jars)
    : m_version(std::move(version))
    , m_jars(std::move(jars))
    , m_dir(QDir::tempPath() + "/driftwood-kafka-XXXXXX") {}

Result<std::unique_ptr<KafkaBed>> KafkaBed::start(const QString& version) {
    auto jars = findJars(version);
    if (!jars)
        return forward(jars);
    std::unique_ptr<KafkaBed> bed(new KafkaBed(version, *jars));
    if (auto ready = bed->prepare(); !ready)
        return forward(ready);
    if (auto ready = bed->launch(); !ready)
        return forward(ready);
    return bed;
}

KafkaBed::~KafkaBed() {
    kill();
    m_sweeper.closeWriteChannel();
    m_sweeper.waitForFinished(5000);
}

Status KafkaBed::prepare() {
    if (!m_dir.isValid())
        return fail(ErrorCode::Io, "a temporary folder cannot be made", m_dir.path().toStdString());
    startSweeper();
    if (!findFreePorts(m_ports))
        return fail(ErrorCode::Internal, "no free ports were found", "127.0.0.1");
    if (auto made = runToEnd(source("certificates.sh"), {m_dir.path()}, ErrorCode::Internal,
                             "openssl made no certificates");
        !made)
        return made;
    if (auto written = writeProperties(); !written)
        return written;
    return formatStorage();
}

/// Starts a shell that waits for the end of its input, which comes when this process, the only writer, ends
/// or closes it.
void KafkaBed::startSweeper() {
    m_sweeper.setChildProcessModifier([] { ::setsid(); }); // Ctrl-C must not reach it
    m_sweeper.start("/bin/sh", {"-c", "cat >/dev/null; sleep 0.2; rm -rf \"$1\"", "sweeper", m_dir.path()});
    m_sweeper.waitForStarted();
}

Status KafkaBed::writeProperties() const {
    QFile in(source("server.properties"));
    QFile out(m_dir.filePath("server.properties"));
    if (!in.open(QIODevice::ReadOnly) || !out.open(QIODevice::WriteOnly))
        return fail(ErrorCode::Io, "the broker's settings cannot be written", out.fileName().toStdString());
    QString text = QString::fromUtf8(in.readAll());
    constexpr std::array names{"@PLAINTEXT@", "@SASL_PLAINTEXT@", "@SSL@",
                               "@SASL_SSL@",  "@MUTUAL@",         "@CONTROLLER@"};
    static_assert(names.size() == kListeners + 1);
    for (std::size_t i = 0; i < names.size(); ++i)
        text.replace(names[i], QString::number(m_ports[i]));
    text.replace("@DIR@", m_dir.path()).replace("@USER@", kUser).replace("@PASSWORD@", kPassword);
    out.write(text.toUtf8());
    return {};
}

QStringList KafkaBed::javaArguments() const {
    // Optimised for a short start and little memory, not for speed: it is one test broker on a busy machine.
    QStringList arguments{"-Xms128m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"};
    if (m_version.startsWith("3."))
        arguments << "-Dlog4j.configuration=file:" + source("log4j.properties");
    else
        arguments << "-Dlog4j2.configurationFile=" + source("log4j2.properties");
    return arguments << "-cp" << m_jars + "/*";
}

Status KafkaBed::formatStorage() const {
    const QString scram = QString("SCRAM-SHA-512=[name=%1,password=%2]").arg(kUser, kPassword);
    return runToEnd("java",
                    javaArguments() << "kafka.tools.StorageTool"
                                    << "format"
                                    << "-t" << kClusterId << "-c" << m_dir.filePath("server.properties")
                                    << "--ignore-formatted"
                                    << "--add-scram" << scram,
                    ErrorCode::Internal, "Kafka's storage was not formatted");
}

Status KafkaBed::launch() {
    m_broker.setProcessChannelMode(QProcess::MergedChannels);
    m_broker.setStandardOutputFile(m_dir.filePath("broker.log")); // overwritten
    m_broker.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_broker.start("java", javaArguments() << "kafka.Kafka" << m_dir.filePath("server.properties"));
    return waitUntilReady();
}

Status KafkaBed::waitUntilReady() {
    const QDeadlineTimer deadline(kReadySeconds * 1000);
    while (!deadline.hasExpired()) {
        if (m_broker.waitForFinished(50) || m_broker.state() == QProcess::NotRunning)
            return fail(ErrorCode::Internal, "Kafka " + m_version.toStdString() + " ended while starting",
                        m_dir.path().toStdString(), endOfLog().toStdString());
        if (endOfLog().contains(kReadyLine))
            return {};
    }
    kill();
    return fail(ErrorCode::Internal, "Kafka " + m_version.toStdString() + " was not ready in time",
                m_dir.path().toStdString(), endOfLog().toStdString());
}

QString KafkaBed::endOfLog() const {
    QFile file(m_dir.filePath("broker.log"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    file.seek(std::max<qint64>(0, file.size() - 8192));
    return QString::fromUtf8(file.readAll());
}

void KafkaBed::kill() {
    if (m_broker.state() == QProcess::NotRunning)
        return;
    m_broker.kill();
    m_broker.waitForFinished(10000);
}

Status KafkaBed::restart() { return launch(); }

void KafkaBed::freeze() { ::kill(static_cast<pid_t>(m_broker.processId()), SIGSTOP); }

void KafkaBed::thaw() { ::kill(static_cast<pid_t>(m_broker.processId()), SIGCONT); }

std::string KafkaBed::address(Listener listener) const {
    return "127.0.0.1:" + std::to_string(m_ports[static_cast<std::size_t>(listener)]);
}

} // namespace driftwood::test
