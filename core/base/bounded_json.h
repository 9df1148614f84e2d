#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace driftwood {

/// Limits on JSON read from a file or a workspace row: far above anything Driftwood writes, and low enough
/// that parsing, copying and rewriting the value exhausts neither memory nor stack.
inline constexpr std::size_t kMostJsonBytes = std::size_t{64} << 20U;
inline constexpr std::size_t kMostJsonValues = 2'000'000;
inline constexpr std::size_t kDeepestJson = 64;

/// The limit that the text exceeds ("it is nested more than 64 deep"), or empty when it exceeds none. Does
/// not parse the text, so it needs no extra memory.
[[nodiscard]] std::string beyondJsonBounds(std::string_view text);

/// Parses JSON of unknown origin.
/// Returns a discarded value when the text is not JSON or exceeds one of the limits above.
[[nodiscard]] nlohmann::json parseBoundedJson(std::string_view text);
/// Why parseBoundedJson() discarded the text: "not JSON", or the limit that it exceeds.
[[nodiscard]] std::string whyNotBoundedJson(std::string_view text);

} // namespace driftwood
