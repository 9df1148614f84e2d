#pragma once

#include "broker/connection.h"

#include <optional>
#include <stop_token>
#include <string>

namespace driftwood::browsing {

/// A record's value, all of it, read from the log again: what is shown of records keeps the beginning of a
/// long one. Nothing for a tombstone; NotFound where the log has no record at the position any more.
[[nodiscard]] Result<std::optional<std::string>> readWholeValue(const broker::Connection& connection,
                                                                const TopicName& topic,
                                                                const Position& position,
                                                                const std::stop_token& stop);

} // namespace driftwood::browsing
