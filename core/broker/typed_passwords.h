#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace driftwood::broker {

/// Passwords that a person typed and that are kept nowhere: they are asked for anew in every process. A
/// profile names one as "ask:NAME"; resolveSecret() finds what was typed under that name. Any thread.
void keepTypedPassword(const std::string& name, std::string password);
/// Nothing: it was not typed yet, or it was forgotten.
[[nodiscard]] std::optional<std::string> typedPassword(const std::string& name);
/// A wrong one shall be asked for again.
void forgetTypedPassword(const std::string& name);
/// The NAME of "ask:NAME"; nothing for any other source.
[[nodiscard]] std::optional<std::string> askedName(std::string_view passwordSource);

} // namespace driftwood::broker
