#pragma once

#include "base/ids.h"

#include <string>

namespace driftwood {

/// The time by the system's clock.
[[nodiscard]] TimestampMs timeNow();

/// "2026-05-01T14:30:00.123Z"; a year of more than four digits has a sign, as ISO 8601 requires.
[[nodiscard]] std::string formatIso8601(TimestampMs time);

} // namespace driftwood
