#pragma once

#include "decoder/json_cursor.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace simdjson::internal {
class dom_parser_implementation;
}

namespace driftwood::decoder {

/// Many JSON payloads in one buffer, indexed by one run of simdjson's first stage (Langdale and Lemire 2019),
/// which finds strings, validates UTF-8 and lists the tokens of all of them at several GB/s.
///
/// Payloads cannot run into each other: each is followed by a line feed, which a string may not hold, so that
/// an unclosed one fails the whole run, and by a token of its own that no grammar rule takes.
class JsonIndex {
  public:
    JsonIndex();
    ~JsonIndex();
    JsonIndex(const JsonIndex&) = delete;
    JsonIndex& operator=(const JsonIndex&) = delete;

    void clear();
    void add(std::string_view payload);
    [[nodiscard]] std::size_t bytes() const { return m_buffer.size(); }
    /// Indexes what was added. False when some payload holds an unclosed string, a bare control character in
    /// a string or bytes that are not UTF-8; then add them one at a time to find which.
    [[nodiscard]] bool build();

    /// The cursor, moved to the first token of each payload in turn; call once per payload, after build().
    [[nodiscard]] JsonCursor& next();
    /// Whether the cursor has walked over all of its payload.
    [[nodiscard]] bool atEnd() const { return *m_cursor.token() == m_ends[m_current - 1]; }
    /// The cursor's problem and where: "expected ':' at byte 17".
    [[nodiscard]] std::string describeProblem() const;

  private:
    std::unique_ptr<simdjson::internal::dom_parser_implementation> m_stage1;
    std::string m_buffer;
    std::vector<std::uint32_t> m_ends; ///< where each payload's closing token stands
    std::size_t m_current = 0;         ///< payloads handed out by next()
    JsonCursor m_cursor;
};

/// Why a payload that build() refused on its own is not JSON: "unclosed string at byte 17".
[[nodiscard]] std::string explainUnindexable(std::string_view payload);
/// Where the first byte stands that is not UTF-8; npos when all of it is.
[[nodiscard]] std::size_t findInvalidUtf8(std::string_view bytes);

} // namespace driftwood::decoder
