#include "broker/profile/typed_passwords.h"

#include <map>
#include <mutex>
#include <utility>

namespace driftwood::broker {
namespace {

constexpr std::string_view kAsk = "ask:";

struct Typed {
    std::mutex mutex;
    std::map<std::string, std::string> passwords;
};

/// Never destroyed, because a worker may connect while the process exits.
Typed& typed() {
    static auto* const all = new Typed;
    return *all;
}

} // namespace

void keepTypedPassword(const std::string& name, std::string password) {
    const std::lock_guard lock(typed().mutex);
    typed().passwords[name] = std::move(password);
}

std::optional<std::string> typedPassword(const std::string& name) {
    const std::lock_guard lock(typed().mutex);
    const auto found = typed().passwords.find(name);
    return found == typed().passwords.end() ? std::nullopt : std::optional(found->second);
}

void forgetTypedPassword(const std::string& name) {
    const std::lock_guard lock(typed().mutex);
    typed().passwords.erase(name);
}

std::optional<std::string> askedName(std::string_view passwordSource) {
    if (!passwordSource.starts_with(kAsk))
        return std::nullopt;
    return std::string(passwordSource.substr(kAsk.size()));
}

} // namespace driftwood::broker
