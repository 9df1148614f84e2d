#pragma once

#include <span>

namespace driftwood::test {

/// Fills in ports of loopback that nothing listens on, each once. Below the kernel's ephemeral range
/// (32768 up): there, a client that keeps trying a port whose server is down can be given that very port as
/// its own, connect to itself and keep the server from coming back. False when too few were found.
[[nodiscard]] bool findFreePorts(std::span<int> ports);

} // namespace driftwood::test
