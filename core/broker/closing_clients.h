#pragma once

#include <chrono>

namespace driftwood::broker {

inline constexpr std::chrono::milliseconds kGoodbye{2000};
/// Waits, then returns how many clients are still being closed in the background.
/// If it is not 0, the program must exit with std::_Exit:
/// their threads use libraries that an orderly exit would destroy under them.
[[nodiscard]] int clientsStillClosing(std::chrono::milliseconds wait = kGoodbye);

} // namespace driftwood::broker
