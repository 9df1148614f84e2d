#include "broker/group_observer.h"

#include <chrono>
#include <random>
#include <sstream>
#include <unistd.h>

namespace driftwood::broker {
namespace {

constexpr std::string_view kName = "driftwood-";
constexpr std::string_view kEnded = "ended";

std::string newId() {
    std::ostringstream id;
    id << kName << getpid() << '-' << std::hex << std::random_device()();
    return id.str();
}

} // namespace

const std::string& committerId() {
    static const std::string id = newId();
    return id;
}

bool GroupPosition::ended() const { return note == kEnded; }

std::string commitMetadata(Presence presence) {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return committerId() + ' ' +
           (presence == Presence::Ended
                ? std::string(kEnded)
                : std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(now).count()));
}

GroupPosition groupPosition(const Position& position, const std::string& metadata) {
    const std::size_t space = metadata.find(' ');
    if (!metadata.starts_with(kName) || space == std::string::npos)
        return {position, metadata, {}};
    return {position, metadata.substr(0, space), metadata.substr(space + 1)};
}

} // namespace driftwood::broker
