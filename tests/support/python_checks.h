#pragma once

#include <QDir>
#include <QProcess>
#include <QString>
#include <QStringList>

namespace driftwood::test {

/// The Python that packaging/setup.sh test gives the reference runtimes of exports; Debian's, if it is not
/// there.
[[nodiscard]] inline QString pythonForChecks() {
    const QString cache = qEnvironmentVariable("XDG_CACHE_HOME", QDir::homePath() + "/.cache");
    const QString python =
        qEnvironmentVariable("DRIFTWOOD_DEPS", cache + "/driftwood/deps") + "/python-checks/bin/python";
    return QFile::exists(python) ? python : QStringLiteral("/usr/bin/python3");
}

struct PythonReply {
    int code = -1; ///< 77: it lacks a module
    QByteArray said;
};

[[nodiscard]] inline PythonReply askPython(const QStringList& arguments) {
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(pythonForChecks(), arguments);
    if (!process.waitForFinished(240000) || process.exitStatus() != QProcess::NormalExit)
        return {-1, process.errorString().toUtf8() + process.readAll()};
    return {process.exitCode(), process.readAll().trimmed()};
}

} // namespace driftwood::test
