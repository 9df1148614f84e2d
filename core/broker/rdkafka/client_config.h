#pragma once

#include "base/result.h"
#include "broker/profile/connection_profile.h"
#include "broker/publisher.h"
#include "broker/ranges.h"
#include "broker/rdkafka/handles.h"

#include <string>
#include <utility>
#include <vector>

namespace driftwood::broker::rdkafka {

using Properties = std::vector<std::pair<std::string, std::string>>;

/// Properties for the use of a handle. The profile's extra properties may override `tuning`, but not `rules`,
/// on which correctness depends.
struct Purpose {
    Properties tuning;
    Properties rules;
};

enum class ReaderKind : std::uint8_t { Bulk, Interactive, Tail };

[[nodiscard]] Purpose queryPurpose(Isolation isolation);
/// `group` is never joined: it is the name under which a tail commits; empty for all that do not.
[[nodiscard]] Purpose readerPurpose(ReaderKind kind, Isolation isolation, const std::string& group);
/// For a bulk reader whose partitions have a queue each: together they hold about as much as a common one.
void divideQueue(Purpose& purpose, std::size_t partitions);
[[nodiscard]] Purpose publisherPurpose(const PublishOptions& options);

/// The base configuration of every handle of this room:
/// identity, security, time limits, the purpose, the profile's extra properties.
/// Fails on an extra property that is not allowed and on a missing secret.
[[nodiscard]] Result<ConfPtr> clientConfig(const ConnectionProfile& profile, const Purpose& purpose);

} // namespace driftwood::broker::rdkafka
