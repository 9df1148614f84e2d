#pragma once

#include "broker/connection.h"

#include <optional>
#include <stop_token>
#include <string>

namespace driftwood::browsing {

/// Reads a record's whole value from the log again; displayed records contain only the beginning of a long
/// one. Nothing for a tombstone; NotFound if the log no longer has a record at the position.
[[nodiscard]] Result<std::optional<std::string>> readWholeValue(const broker::Connection& connection,
                                                                const TopicName& topic,
                                                                const Position& position,
                                                                const std::stop_token& stop);

} // namespace driftwood::browsing
