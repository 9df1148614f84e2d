#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace driftwood::broker {

/// Passwords that the user typed and that are not stored: every process asks for them again. A profile names
/// one as "ask:NAME"; resolveSecret() finds the password typed under that name. Any thread.
void keepTypedPassword(const std::string& name, std::string password);
/// Nothing if it has not been typed yet or was forgotten.
[[nodiscard]] std::optional<std::string> typedPassword(const std::string& name);
/// Drops a wrong password so that it is asked for again.
void forgetTypedPassword(const std::string& name);
/// The NAME of "ask:NAME"; nothing for any other source.
[[nodiscard]] std::optional<std::string> askedName(std::string_view passwordSource);

} // namespace driftwood::broker
