#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace driftwood::workspace {

/// The kinds of activity. Group: an attachment that commits positions, with groupLockId().
enum class Activity : std::uint8_t { Run, Monitor, Group };

/// Lock id for a consumer group's positions in a topic of a cluster.
[[nodiscard]] std::int64_t groupLockId(const std::string& cluster, const std::string& group,
                                       const std::string& topic);

/// Marks a run as training or a monitor as scoring for the lifetime of the object: a lock on one byte of
/// <folder>/activity.lock (groups.lock for groups), which the kernel releases when the process ends for any
/// reason. An activity recorded as running but not locked was therefore interrupted, and a locked one cannot
/// be taken over. Works between processes and between threads of one process.
class ActivityLock {
  public:
    /// AlreadyExists when another process or thread holds the lock.
    [[nodiscard]] static Result<ActivityLock> take(const std::filesystem::path& folder, Activity activity,
                                                   std::int64_t id);
    /// Whether anyone holds the lock. False also where the file system does not support locks.
    [[nodiscard]] static bool isHeld(const std::filesystem::path& folder, Activity activity, std::int64_t id);

    ActivityLock(ActivityLock&& other) noexcept;
    ActivityLock& operator=(ActivityLock&& other) noexcept;
    ~ActivityLock();

  private:
    explicit ActivityLock(int file)
        : m_file(file) {}
    int m_file; ///< closing it releases the lock; -1 after a move
};

} // namespace driftwood::workspace
