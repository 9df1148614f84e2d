#pragma once

#include <functional>

namespace driftwood::broker::rdkafka {

/// Runs the end of a client handle on a thread of its own: closing one takes up to a second, or as long as
/// somebody still holds a record, and no caller should wait for that. A program asks for those still
/// running before it ends (closing_clients.h).
void endInBackground(std::function<void()> end);

} // namespace driftwood::broker::rdkafka
