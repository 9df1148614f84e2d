#pragma once

#include "decoder/decoder.h"
#include "workspace/workspace.h"

#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace driftwood::monitoring {

/// Records of a partition that could not be decoded for one reason.
struct UndecodableRecords {
    PartitionId partition;
    std::string reason;
    std::int64_t count = 0;
    Offset first;
    Offset last;
    bool operator==(const UndecodableRecords&) const = default;
};

/// The workspace's list of a monitor's records that could not be decoded, and so were not scored.
class UndecodableRows {
  public:
    /// Partitions times reasons: more reasons of a partition are counted together (kOtherReasons).
    static constexpr std::size_t kMostKept = 500;
    static constexpr const char* kOtherReasons = "other reasons";

    UndecodableRows(workspace::Workspace& workspace, std::int64_t monitorId)
        : m_workspace(workspace)
        , m_monitorId(monitorId) {}

    /// By partition, then by first offset.
    [[nodiscard]] Result<std::vector<UndecodableRecords>> load() const;
    /// Each record counts once: those up to the last that is known of a partition are not counted again, as
    /// after a session that was killed.
    [[nodiscard]] Status add(const std::vector<decoder::DecodeFailure>& failures);

  private:
    using Key = std::pair<PartitionId, std::string>;
    [[nodiscard]] Status loadKept();
    /// The entry of a reason, or the one for all others.
    [[nodiscard]] std::size_t entryOf(PartitionId partition, const std::string& reason);

    workspace::Workspace& m_workspace;
    std::int64_t m_monitorId;
    bool m_isLoaded = false;
    std::vector<UndecodableRecords> m_kept; ///< an entry's time in the workspace is its place here
    std::map<Key, std::size_t> m_placeOf;
    std::map<PartitionId, Offset> m_lastOf;
};

} // namespace driftwood::monitoring
