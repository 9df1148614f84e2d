#include "workspace/activity_lock.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace driftwood::workspace {
namespace {

const char* fileName(Activity activity) {
    return activity == Activity::Group ? "groups.lock" : "activity.lock";
}

constexpr std::int64_t kLargestId = INT64_MAX / 2 - 1;

/// Runs use even bytes, monitors odd ones, groups a separate file; the files stay empty. An id that no row
/// can have (a file may contain any number) has no byte of its own: all such ids share the last.
struct flock byteOf(Activity activity, std::int64_t id) {
    struct flock byte {};
    byte.l_type = F_WRLCK;
    byte.l_whence = SEEK_SET;
    byte.l_start =
        2 * (id < 0 || id > kLargestId ? kLargestId : id) + (activity == Activity::Monitor ? 1 : 0);
    byte.l_len = 1;
    return byte;
}

std::string nameOf(Activity activity, std::int64_t id) {
    if (activity == Activity::Group)
        return "an attachment of this group";
    return (activity == Activity::Run ? "run " : "monitor ") + std::to_string(id);
}

} // namespace

std::int64_t groupLockId(const std::string& cluster, const std::string& group, const std::string& topic) {
    // FNV-1a over the parts, separated by a byte that none of them can contain.
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char byte : cluster + '\n' + group + '\n' + topic)
        hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211ULL;
    return static_cast<std::int64_t>(hash % static_cast<std::uint64_t>(kLargestId));
}

Result<ActivityLock> ActivityLock::take(const std::filesystem::path& folder, Activity activity,
                                        std::int64_t id) {
    const auto path = folder / fileName(activity);
    ActivityLock lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    struct flock byte = byteOf(activity, id);
    // An open file description lock, which also excludes other threads of this process.
    if (lock.m_file >= 0 && ::fcntl(lock.m_file, F_OFD_SETLK, &byte) == 0)
        return lock;
    if (lock.m_file >= 0 && (errno == EAGAIN || errno == EACCES))
        return fail(ErrorCode::AlreadyExists, nameOf(activity, id) + " is at work already", path.string(),
                    "Another Driftwood process uses it; stop that one first.");
    return fail(ErrorCode::Io, std::string("cannot lock: ") + std::strerror(errno), path.string(),
                "Keep the workspace on a file system that has locks and that you may write to.");
}

bool ActivityLock::isHeld(const std::filesystem::path& folder, Activity activity, std::int64_t id) {
    const ActivityLock file(::open((folder / fileName(activity)).c_str(), O_RDONLY | O_CLOEXEC));
    struct flock byte = byteOf(activity, id);
    return file.m_file >= 0 && ::fcntl(file.m_file, F_OFD_GETLK, &byte) == 0 && byte.l_type != F_UNLCK;
}

ActivityLock::ActivityLock(ActivityLock&& other) noexcept
    : m_file(std::exchange(other.m_file, -1)) {}

ActivityLock& ActivityLock::operator=(ActivityLock&& other) noexcept {
    std::swap(m_file, other.m_file);
    return *this;
}

ActivityLock::~ActivityLock() {
    if (m_file >= 0)
        ::close(m_file);
}

} // namespace driftwood::workspace
