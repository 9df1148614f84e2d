#include "decoder/registry/registry_reply.h"

#include "base/bounded_json.h"
#include "base/text_values.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace driftwood::decoder {
namespace {

using nlohmann::json;

constexpr std::size_t kMostSaid = 200;

/// The registry's own words, without what would steer a terminal.
std::string saidIn(const std::string& body) {
    const json parsed = parseBoundedJson(body);
    if (!parsed.is_object() || !parsed.contains("message") || !parsed["message"].is_string())
        return {};
    std::string text = shortened(parsed["message"].get_ref<const std::string&>(), kMostSaid);
    std::ranges::replace_if(
        text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
    return text;
}

} // namespace

Result<std::string> replyBody(HttpReply reply, const std::string& url) {
    if (reply.status == 200)
        return std::move(reply.body);
    const std::string said = saidIn(reply.body);
    const std::string status = "HTTP status " + std::to_string(reply.status);
    const std::string what = said.empty() ? status : said + " (" + status + ")";
    switch (reply.status) {
    case 401:
        return fail(ErrorCode::AuthenticationFailed, "the schema registry refused the log-in: " + what, url,
                    "Check user and password, or the token.");
    case 403:
        return fail(ErrorCode::NotAuthorized, "the schema registry does not allow this: " + what, url,
                    "Give the connection a user who may read schemas.");
    case 404:
        return fail(ErrorCode::NotFound, "the schema registry does not have this: " + what, url,
                    "Check that this is the registry that the producers use.");
    default:
        break;
    }
    const bool mayPass = reply.status >= 500 || reply.status == 429 || reply.status == 408;
    return fail(mayPass ? ErrorCode::Unreachable : ErrorCode::CorruptData,
                "the schema registry answered: " + what, url, mayPass ? kIsItRunning : kIsItARegistry);
}

std::string urlEncoded(std::string_view text) {
    static constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool isPlain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                             (byte >= '0' && byte <= '9') ||
                             std::string_view("-._~").find(c) != std::string_view::npos;
        if (isPlain)
            out += c;
        else
            out.append({'%', kHex[byte >> 4U], kHex[byte & 15U]});
    }
    return out;
}

Result<json> replyJson(const std::string& body, const std::string& where) {
    json value = parseBoundedJson(body);
    if (value.is_discarded())
        return fail(ErrorCode::CorruptData, "the reply is not JSON", where, kIsItARegistry);
    return value;
}

std::string textMember(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::int32_t numberMember(const json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end() || !found->is_number_integer())
        return 0;
    const auto value = found->get<std::int64_t>();
    return value > 0 && value <= INT32_MAX ? static_cast<std::int32_t>(value) : 0;
}

} // namespace driftwood::decoder
