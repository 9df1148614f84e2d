#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace driftwood {

/// What the JSON of a file or of a workspace's row can be at most: far beyond what is ever written there, and
/// below what would fill the memory or the stack when it is parsed, copied and written again.
inline constexpr std::size_t kMostJsonBytes = std::size_t{64} << 20U;
inline constexpr std::size_t kMostJsonValues = 2'000'000;
inline constexpr std::size_t kDeepestJson = 64;

/// Which of these bounds a text goes beyond: "it is nested more than 64 deep"; empty where none. Found
/// without parsing it, so that it costs no memory.
[[nodiscard]] std::string beyondJsonBounds(std::string_view text);

/// The JSON of a file or row that anybody may have written; discarded where it is none or is beyond the
/// bounds.
[[nodiscard]] nlohmann::json parseBoundedJson(std::string_view text);
/// Why it was discarded: "not JSON", or the bound it is beyond.
[[nodiscard]] std::string whyNotBoundedJson(std::string_view text);

} // namespace driftwood
