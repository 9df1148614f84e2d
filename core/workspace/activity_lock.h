#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace driftwood::workspace {

/// What can be at work in a workspace. Group: an attachment that commits positions, with groupLockId().
enum class Activity : std::uint8_t { Run, Monitor, Group };

/// Of a consumer group's positions in a topic of a cluster.
[[nodiscard]] std::int64_t groupLockId(const std::string& cluster, const std::string& group,
                                       const std::string& topic);

/// Says that a run is being trained or a monitor scored, for as long as the object lives: a lock on one byte
/// of <folder>/activity.lock (groups.lock for groups) that the kernel lets go when the process ends, however
/// it ends. So what is noted as running but not locked was interrupted, and what is locked cannot be taken
/// over. Holds between processes and between threads of one.
class ActivityLock {
  public:
    /// AlreadyExists when somebody else is at it.
    [[nodiscard]] static Result<ActivityLock> take(const std::filesystem::path& folder, Activity activity,
                                                   std::int64_t id);
    /// Whether anybody is at it. False also where the file system has no locks.
    [[nodiscard]] static bool isHeld(const std::filesystem::path& folder, Activity activity, std::int64_t id);

    ActivityLock(ActivityLock&& other) noexcept;
    ActivityLock& operator=(ActivityLock&& other) noexcept;
    ~ActivityLock();

  private:
    explicit ActivityLock(int file)
        : m_file(file) {}
    int m_file; ///< closing it releases the lock; -1: moved from
};

} // namespace driftwood::workspace
