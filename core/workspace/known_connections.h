#pragma once

#include "base/result.h"
#include "broker/profile/connection_profile.h"

#include <filesystem>

namespace driftwood::workspace {

// A workspace may come from another person, another machine or an archive. Its connections can do harm (send
// a file's first line as a password to an address, say), so they must be shown before their first use. The
// connections that this user has saved or agreed to are recorded outside the workspace, where its author
// cannot write: as SHA-256 digests of the complete profile, one per line.

/// The file: <configuration folder>/driftwood/known-connections.
[[nodiscard]] std::filesystem::path knownConnectionsFile();

/// Whether this user has saved or agreed to exactly this profile on this machine.
[[nodiscard]] bool isKnownConnection(const broker::ConnectionProfile& profile);

/// Makes the profile known; on an error it is known in this process only.
Status rememberConnection(const broker::ConnectionProfile& profile);

} // namespace driftwood::workspace
