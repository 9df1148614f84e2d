#pragma once

#include <string>
#include <string_view>

namespace driftwood::demo {

/// Writes one JSON object field by field, in the order given. A path "env.humidity" goes into a nested
/// object, which stays open for the fields with the same first part that follow. Names and texts are written
/// as they are: definitions allow none that would need escaping.
class JsonText {
  public:
    void text(std::string_view path, std::string_view value);
    void number(std::string_view path, double value, int decimals);
    void boolean(std::string_view path, bool value);
    void null(std::string_view path);
    /// Closes the object; the next field begins a new one.
    [[nodiscard]] std::string finish();

  private:
    void key(std::string_view path);

    std::string m_out;
    std::string m_nested; ///< first part of the path that is open
};

} // namespace driftwood::demo
