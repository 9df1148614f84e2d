#pragma once

#include "base/result.h"
#include "broker/connection_profile.h"

#include <filesystem>

namespace driftwood::workspace {

// A workspace may come from elsewhere: from another person, another machine, an archive. What its connections
// do (send a file's first line as a password to an address, say) must be seen before they are first used. So
// which connections this person has saved or agreed to is noted outside of the workspace, where whoever made
// the workspace cannot write: as SHA-256 digests of all that a profile says, one a line.

/// The list: <configuration folder>/driftwood/known-connections.
[[nodiscard]] std::filesystem::path knownConnectionsFile();

/// This person has saved or agreed to exactly this profile, on this machine.
[[nodiscard]] bool isKnownConnection(const broker::ConnectionProfile& profile);

/// From now on it is known: in this process in any case; an error says why not beyond it.
Status rememberConnection(const broker::ConnectionProfile& profile);

} // namespace driftwood::workspace
