#pragma once

#include "base/result.h"
#include "broker/connection_profile.h"
#include "broker/publisher.h"
#include "broker/ranges.h"
#include "broker/rdkafka/handles.h"

#include <string>
#include <utility>
#include <vector>

namespace driftwood::broker::rdkafka {

using Properties = std::vector<std::pair<std::string, std::string>>;

/// What a handle is for. `tuning` may be overridden by the profile's extra properties; `rules` are what
/// correctness rests on and may not.
struct Purpose {
    Properties tuning;
    Properties rules;
};

enum class ReaderKind : std::uint8_t { Bulk, Interactive, Tail };

[[nodiscard]] Purpose queryPurpose(Isolation isolation);
/// `group` is never joined; it is only the name under which a tail may commit.
[[nodiscard]] Purpose readerPurpose(ReaderKind kind, Isolation isolation, const std::string& group);
[[nodiscard]] Purpose publisherPurpose(const Publisher::Options& options);

/// The configuration every handle of the room starts from: identity, security, time limits, the purpose, the
/// profile's extra properties. Fails on an extra property that is not allowed, or a secret that is not
/// there.
[[nodiscard]] Result<ConfPtr> clientConfig(const ConnectionProfile& profile, const Purpose& purpose);

} // namespace driftwood::broker::rdkafka
