// Any payload becomes a tree or is refused with a reason; an accepted payload is JSON for another parser too.

#include "decoder/payload_tree.h"

#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>

using namespace driftwood;

namespace {

bool isJson(std::string_view payload) {
    try {
        return !nlohmann::json::parse(payload).is_discarded();
    } catch (const nlohmann::json::out_of_range&) {
        return true; // 1e999 is JSON but not a double
    } catch (const nlohmann::json::parse_error&) {
        return false;
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view payload(reinterpret_cast<const char*>(data), size);
    const auto tree = decoder::jsonTree(payload);
    if (tree.problem.empty() && tree.strict && !isJson(payload))
        std::abort();
    if (decoder::isJson(payload, false) != tree.problem.empty() ||
        decoder::isJson(payload, true) != (tree.problem.empty() && tree.strict))
        std::abort();
    if (!tree.problem.empty() && !tree.root.children.empty())
        std::abort();
    return 0;
}
