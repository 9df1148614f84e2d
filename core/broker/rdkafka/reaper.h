#pragma once

#include <functional>

namespace driftwood::broker::rdkafka {

/// Destroys a client handle on a separate thread: that takes up to a second,
/// or as long as a record is still in use, and no caller should wait for it.
/// Before it exits, a program asks whether any are still running (closing_clients.h).
void endInBackground(std::function<void()> end);

} // namespace driftwood::broker::rdkafka
