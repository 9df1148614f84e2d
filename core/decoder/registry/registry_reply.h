#pragma once

#include "base/result.h"
#include "decoder/registry/http_client.h"

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace driftwood::decoder {

inline constexpr const char* kIsItARegistry = "Is this the address of a schema registry?";
inline constexpr const char* kIsItRunning = "Check its address and that it is running.";

/// The body of a reply with status 200; for any other, the error that it stands for, in the registry's words.
[[nodiscard]] Result<std::string> replyBody(HttpReply reply, const std::string& url);
/// CorruptData for what is no JSON or exceeds the limits of base/bounded_json.h.
[[nodiscard]] Result<nlohmann::json> replyJson(const std::string& body, const std::string& where);
/// A member of an object; empty or 0 where it is absent or of another type, and 0 for what is not positive.
[[nodiscard]] std::string textMember(const nlohmann::json& object, const char* key);
[[nodiscard]] std::int32_t numberMember(const nlohmann::json& object, const char* key);
/// Percent-encodes a subject, which may contain slashes and anything else.
[[nodiscard]] std::string urlEncoded(std::string_view text);

} // namespace driftwood::decoder
