#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace driftwood::decoder {

/// Turns texts of a character set into UTF-8. Not thread-safe.
class Charset {
  public:
    /// `name`: as iconv knows it, one that every system has.
    explicit Charset(const char* name);
    ~Charset();
    Charset(const Charset&) = delete;
    Charset& operator=(const Charset&) = delete;

    /// Nothing for bytes that are no text in this set; `problemAt` is then the first of them.
    [[nodiscard]] std::optional<std::string> toUtf8(std::string_view bytes, std::size_t& problemAt);

  private:
    struct Handle;
    std::unique_ptr<Handle> m_handle;
};

} // namespace driftwood::decoder
