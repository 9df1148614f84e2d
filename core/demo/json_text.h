#pragma once

#include <string>
#include <string_view>

namespace driftwood::demo {

/// Writes one JSON object field by field, in the given order. A path such as "env.humidity" goes into a
/// nested object, which stays open for following fields with the same first part. Names and texts are not
/// escaped: definitions allow none that need it.
class JsonText {
  public:
    void text(std::string_view path, std::string_view value);
    void number(std::string_view path, double value, int decimals);
    void boolean(std::string_view path, bool value);
    void null(std::string_view path);
    /// Closes the object and returns it; the next field begins a new one.
    [[nodiscard]] std::string finish();

  private:
    void key(std::string_view path);

    std::string m_out;
    std::string m_nested; ///< first part of the path of the open nested object
};

} // namespace driftwood::demo
