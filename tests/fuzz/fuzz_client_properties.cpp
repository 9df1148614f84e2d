// Any text may be given as a client.properties file. An imported profile names a server and has no secrets
// and no properties that load a library.

#include "broker/profile/allowed_properties.h"
#include "broker/profile/client_properties.h"

#include <cstdint>
#include <cstdlib>

using namespace driftwood;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto read = broker::profileFromProperties({reinterpret_cast<const char*>(data), size});
    if (!read)
        return 0;
    if (read->profile.bootstrapServers.empty() || !read->profile.passwordSource.empty())
        std::abort();
    for (const auto& [name, value] : read->profile.extra)
        if (name.find("password") != std::string::npos || name.find("secret") != std::string::npos ||
            !broker::whyPropertyIsRefused(name).empty())
            std::abort();
    return 0;
}
