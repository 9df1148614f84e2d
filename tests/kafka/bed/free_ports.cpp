#include "kafka/bed/free_ports.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <random>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace driftwood::test {
namespace {

/// A listening socket on the port, or -1.
int listenOn(int port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return -1;
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(fd, 1) != 0) {
        ::close(fd);
        return -1;
    }
    return fd;
}

} // namespace

bool findFreePorts(std::span<int> ports) {
    std::random_device random;
    std::uniform_int_distribution<int> candidates(20000, 32000);
    std::vector<int> held; // kept open until all are found, so that none is found twice
    for (int attempt = 0; attempt < 1000 && held.size() < ports.size(); ++attempt) {
        const int port = candidates(random);
        if (const int fd = listenOn(port); fd >= 0) {
            ports[held.size()] = port;
            held.push_back(fd);
        }
    }
    for (const int fd : held)
        ::close(fd);
    return held.size() == ports.size();
}

} // namespace driftwood::test
