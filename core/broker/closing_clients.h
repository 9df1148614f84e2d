#pragma once

#include <chrono>

namespace driftwood::broker {

inline constexpr std::chrono::milliseconds kGoodbye{2000};
/// How many clients of brokers are still being torn down in the background, after waiting for them. A program
/// that ends with any must leave by std::_Exit: their threads are inside libraries that an orderly exit takes
/// apart under them.
[[nodiscard]] int clientsStillClosing(std::chrono::milliseconds wait = kGoodbye);

} // namespace driftwood::broker
