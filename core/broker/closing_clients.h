#pragma once

namespace driftwood::broker {

/// How many clients of brokers are still being torn down in the background, after waiting for them for at
/// most two seconds. A program that ends with any must leave by std::_Exit: their threads are inside
/// libraries that an orderly exit takes apart under them.
[[nodiscard]] int clientsStillClosing();

} // namespace driftwood::broker
