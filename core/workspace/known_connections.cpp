#include "workspace/known_connections.h"

#include "base/files.h"

#include <QCryptographicHash>
#include <QStandardPaths>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <mutex>
#include <set>
#include <string>
#include <unistd.h>

namespace driftwood::workspace {
namespace {

constexpr std::uint64_t kMaxListBytes = std::uint64_t{16} << 20U;

struct Agreed {
    std::mutex mutex;
    std::set<std::string> digests;
};

/// Never destroyed, because a worker may save a profile while the process exits.
Agreed& agreed() {
    static auto* const all = new Agreed;
    return *all;
}

std::string digestOf(const broker::ConnectionProfile& given) {
    const broker::ConnectionProfile profile = broker::withAbsolutePaths(given);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto add = [&hash](const std::string& part) { // prefixed by the length, so that parts cannot shift
        hash.addData(QByteArray::number(static_cast<qulonglong>(part.size())) + ':');
        hash.addData(QByteArray::fromStdString(part));
    };
    for (const std::string& part :
         {profile.name, profile.bootstrapServers, std::string(broker::securityName(profile.security)),
          std::string(broker::mechanismName(profile.mechanism)), profile.username, profile.passwordSource,
          profile.caFile, profile.certificateFile, profile.keyFile,
          std::string(profile.readOnly ? "read-only" : "writable")})
        add(part);
    for (const auto& [name, value] : profile.extra) {
        add(name);
        add(value);
    }
    if (profile.registry.isStated()) // one without keeps the digest that it had before there were any
        add("a schema registry");
    for (const auto& [name, value] : broker::asProperties(profile.registry)) {
        add(name);
        add(value);
    }
    return hash.result().toHex().toStdString();
}

bool isListed(const std::string& digest) {
    const auto list = readFile(knownConnectionsFile(), kMaxListBytes);
    if (!list)
        return false;
    for (auto at = list->find(digest); at != std::string::npos; at = list->find(digest, at + 1))
        if ((at == 0 || (*list)[at - 1] == '\n') && list->compare(at + digest.size(), 1, "\n") == 0)
            return true;
    return false;
}

/// Appends a line with a single write in append mode, so that concurrent writers do not mix their lines.
Status append(const std::filesystem::path& path, const std::string& line) {
    if (auto made = makeFolder(path.parent_path()); !made)
        return made;
    const int file = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    const bool written =
        file >= 0 && ::write(file, line.data(), line.size()) == static_cast<ssize_t>(line.size());
    const int reason = errno;
    if (file >= 0)
        ::close(file);
    if (written)
        return {};
    return fail(ErrorCode::Io, std::string("cannot note the connection as known: ") + std::strerror(reason),
                path.string(), "It will be shown again before its next use.");
}

} // namespace

std::filesystem::path knownConnectionsFile() {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
    return std::filesystem::path(folder.toStdString()) / "driftwood" / "known-connections";
}

bool isKnownConnection(const broker::ConnectionProfile& profile) {
    const std::string digest = digestOf(profile);
    const std::lock_guard lock(agreed().mutex);
    if (agreed().digests.contains(digest))
        return true;
    if (!isListed(digest))
        return false;
    agreed().digests.insert(digest);
    return true;
}

Status rememberConnection(const broker::ConnectionProfile& profile) {
    if (isKnownConnection(profile))
        return {};
    const std::string digest = digestOf(profile);
    const std::lock_guard lock(agreed().mutex);
    agreed().digests.insert(digest);
    return append(knownConnectionsFile(), digest + "\n");
}

} // namespace driftwood::workspace
