#pragma once

#include <span>

namespace driftwood::test {

/// Fills in distinct ports of loopback that nothing listens on. They are below the kernel's ephemeral range
/// (32768 up): in that range, a client that keeps trying a port whose server is down may get that very port
/// as its own, connect to itself and block the server's return. False if too few were found.
[[nodiscard]] bool findFreePorts(std::span<int> ports);

} // namespace driftwood::test
