#include "base/person.h"

#include <array>
#include <pwd.h>
#include <unistd.h>
#include <vector>

namespace driftwood {

std::string personHere() {
    std::array<char, 256> host{};
    if (gethostname(host.data(), host.size() - 1) != 0)
        host[0] = '\0';
    std::vector<char> room(16'384);
    struct passwd entry {};
    struct passwd* found = nullptr;
    getpwuid_r(getuid(), &entry, room.data(), room.size(), &found);
    const std::string name = found != nullptr ? std::string(found->pw_name) : std::to_string(getuid());
    return name + '@' + host.data();
}

} // namespace driftwood
