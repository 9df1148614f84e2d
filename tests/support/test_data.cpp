#include "support/test_data.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <stdexcept>

namespace driftwood::test {
namespace {

std::optional<QDir> collection() {
    const QString fromEnvironment = qEnvironmentVariable("DRIFTWOOD_TEST_DATA");
    const QString folder =
        fromEnvironment.isEmpty() ? QStringLiteral(DRIFTWOOD_SOURCE_DIR "/../shared/data") : fromEnvironment;
    if (!QFileInfo::exists(folder + "/MANIFEST.tsv"))
        return std::nullopt;
    return QDir(folder);
}

QString cacheFolder() {
    const QString cache = QStandardPaths::writableLocation(QStandardPaths::TempLocation) +
                          "/driftwood-test-data-" + qEnvironmentVariable("USER", "user");
    QDir().mkpath(cache);
    return cache;
}

/// Several tests may unpack the same file at once: each uses its own temporary name and then renames it.
QString ofThisProcess(const QString& path) {
    return path + "." + QString::number(QCoreApplication::applicationPid());
}

bool finishedWell(QProcess& process) { return process.waitForFinished(60000) && process.exitCode() == 0; }

} // namespace

std::optional<QString> dataFile(const QString& archive, const QString& member) {
    const auto folder = collection();
    if (!folder || !folder->exists(archive))
        return std::nullopt;
    const QString unpacked =
        cacheFolder() + "/" + (member.isEmpty() ? QFileInfo(archive).completeBaseName() : member);
    if (QFileInfo::exists(unpacked))
        return unpacked;
    const QString temporary = ofThisProcess(unpacked);
    QDir().mkpath(QFileInfo(unpacked).path());
    QProcess process;
    process.setStandardOutputFile(temporary);
    if (member.isEmpty())
        process.start("zstd", {"-dcq", folder->filePath(archive)});
    else
        process.start("tar", {"--zstd", "-xOf", folder->filePath(archive), member});
    if (!finishedWell(process)) {
        QFile::remove(temporary);
        return std::nullopt;
    }
    if (!QFile::rename(temporary, unpacked))
        QFile::remove(temporary); // another process was faster
    return unpacked;
}

std::optional<QString> dataFolder(const QString& archive) {
    const auto folder = collection();
    if (!folder || !folder->exists(archive))
        return std::nullopt;
    const QString unpacked = cacheFolder() + "/" + archive + ".unpacked";
    if (QFileInfo::exists(unpacked))
        return unpacked;
    const QString temporary = ofThisProcess(unpacked);
    QDir().mkpath(temporary);
    QProcess process;
    process.start("tar", {"--zstd", "-xf", folder->filePath(archive), "-C", temporary});
    const bool complete = finishedWell(process);
    if (!complete || !QDir().rename(temporary, unpacked))
        QDir(temporary).removeRecursively(); // incomplete, or another process was faster
    return complete ? std::optional(unpacked) : std::nullopt;
}

std::string contentOf(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw std::runtime_error("cannot read " + path.toStdString());
    return file.readAll().toStdString();
}

} // namespace driftwood::test
