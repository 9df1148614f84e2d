#pragma once

#include <string>
#include <string_view>

namespace driftwood {

/// A name made from text that people or topics chose, fit to be a file or a consumer group: letters, digits,
/// '.', '_' and '-' stay, every run of other characters becomes one '_'. Never empty, never hidden, never
/// longer than 100 characters.
[[nodiscard]] std::string safeName(std::string_view text);

} // namespace driftwood
