#pragma once

#include "decoder/formats/json/json_cursor.h"

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
/// Payloads cannot run into each other: each is followed by a line feed, which is not allowed in a string, so
/// an unclosed string fails the whole run, and by a token that no grammar rule accepts.
class JsonIndex {
  public:
    JsonIndex();
    ~JsonIndex();
    JsonIndex(const JsonIndex&) = delete;
    JsonIndex& operator=(const JsonIndex&) = delete;

    void clear();
    void add(std::string_view payload);
    [[nodiscard]] std::size_t bytes() const { return m_buffer.size(); }
    /// Indexes the added payloads. False when one has an unclosed string, a control character in a string or
    /// invalid UTF-8; the caller then adds them one at a time to find it.
    [[nodiscard]] bool build();

    /// Moves the cursor to the first token of the next payload; call once per payload, after build().
    [[nodiscard]] JsonCursor& next();
    /// Whether the cursor has consumed its whole payload.
    [[nodiscard]] bool atEnd() const { return *m_cursor.token() == m_ends[m_current - 1]; }
    /// The cursor's problem and its place: "expected ':' at byte 17".
    [[nodiscard]] std::string describeProblem() const;

  private:
    std::unique_ptr<simdjson::internal::dom_parser_implementation> m_stage1;
    std::string m_buffer;
    std::vector<std::uint32_t> m_ends; ///< position of each payload's closing token
    std::size_t m_current = 0;         ///< payloads handed out by next()
    JsonCursor m_cursor;
};

/// Why build() refused a single payload as not JSON: "unclosed string at byte 17".
[[nodiscard]] std::string explainUnindexable(std::string_view payload);
/// Position of the first byte that is not valid UTF-8; npos when all are.
[[nodiscard]] std::size_t findInvalidUtf8(std::string_view bytes);

} // namespace driftwood::decoder
