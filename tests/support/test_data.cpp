#include "support/test_data.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

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

} // namespace

std::optional<QString> dataFile(const QString& archive, const QString& member) {
    const auto folder = collection();
    if (!folder || !folder->exists(archive))
        return std::nullopt;
    const QString cache = QStandardPaths::writableLocation(QStandardPaths::TempLocation) +
                          "/driftwood-test-data-" + qEnvironmentVariable("USER", "user");
    QDir().mkpath(cache);
    const QString unpacked =
        cache + "/" + (member.isEmpty() ? QFileInfo(archive).completeBaseName() : member);
    if (QFileInfo::exists(unpacked))
        return unpacked;
    // Into a name of this process first: several tests may want the same file at once.
    const QString temporary = unpacked + "." + QString::number(QCoreApplication::applicationPid());
    QDir().mkpath(QFileInfo(unpacked).path());
    QProcess process;
    process.setStandardOutputFile(temporary);
    if (member.isEmpty())
        process.start("zstd", {"-dcq", folder->filePath(archive)});
    else
        process.start("tar", {"--zstd", "-xOf", folder->filePath(archive), member});
    if (!process.waitForFinished(60000) || process.exitCode() != 0) {
        QFile::remove(temporary);
        return std::nullopt;
    }
    if (!QFile::rename(temporary, unpacked))
        QFile::remove(temporary); // another process was first
    return unpacked;
}

} // namespace driftwood::test
