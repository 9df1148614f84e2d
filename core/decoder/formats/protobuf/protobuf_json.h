#pragma once

#include "decoder/formats/protobuf/protobuf_input.h"
#include "decoder/formats/protobuf/protobuf_schema.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace driftwood::decoder {

/// The most JSON that a payload's value may become: a message of two bytes may have a thousand fields with
/// their defaults.
[[nodiscard]] constexpr std::size_t mostProtobufJson(std::size_t payloadBytes) {
    return std::min(std::size_t{64} << 20U, (std::size_t{1} << 20U) + 32 * payloadBytes);
}

/// The entries of a map as JSON; a later one replaces an earlier one of the same key.
class ProtobufMapText {
  public:
    void put(std::string key, std::string value);
    void appendTo(std::string& out) const;
    void clear();
    [[nodiscard]] std::size_t bytes() const { return m_bytes; }

  private:
    std::vector<std::pair<std::string, std::string>> m_entries;
    std::map<std::string, std::size_t, std::less<>> m_indexOf;
    std::size_t m_bytes = 0;
};

/// Writes messages as JSON, with the names of the .proto file: numbers with all digits, enums by name, bytes
/// as base64, times and durations as ISO 8601 and seconds, absent fields without presence with their
/// defaults. NaN and infinities are these words.
class ProtobufJson {
  public:
    /// `payloadBytes`: of the payload that everything belongs to; bounds what is written in all.
    ProtobufJson(const ProtobufSchema& schema, std::size_t payloadBytes)
        : m_schema(schema)
        , m_left(mostProtobufJson(payloadBytes)) {}

    // False when the bytes are no such message; the input then says why.

    [[nodiscard]] bool message(std::uint32_t type, ProtobufInput& input, std::string& out, int depth);
    /// A value of a field that is no message.
    [[nodiscard]] bool scalar(const ProtobufField& field, const ProtobufScalar& value, ProtobufInput& input,
                              std::string& out);
    /// Appends the values of a repeated field after those that are there, with commas between them.
    [[nodiscard]] bool items(const ProtobufField& field, std::uint32_t tag, ProtobufInput& input,
                             std::string& out, int depth);
    [[nodiscard]] bool mapEntry(const ProtobufField& field, std::string_view entry, ProtobufInput& input,
                                ProtobufMapText& out, int depth);

  private:
    /// A field as it was met.
    struct Met {
        std::size_t field = 0; ///< index in the message
        std::uint32_t tag = 0;
        ProtobufScalar value;
    };
    [[nodiscard]] bool meet(const ProtobufMessage& message, ProtobufInput& input, std::vector<Met>& met,
                            int depth);
    [[nodiscard]] bool wellKnown(const ProtobufMessage& message, ProtobufInput& input, std::string& out,
                                 int depth, bool& isDone);
    [[nodiscard]] bool fields(const ProtobufMessage& message, const std::vector<Met>& met,
                              ProtobufInput& input, std::string& out, int depth);
    [[nodiscard]] bool repeated(const ProtobufField& field, std::vector<Met>::const_iterator first,
                                std::vector<Met>::const_iterator last, ProtobufInput& input, std::string& out,
                                int depth);
    [[nodiscard]] bool packed(const ProtobufField& field, std::string_view bytes, ProtobufInput& input,
                              std::string& out);
    /// One value, which several may make up if it is a message.
    [[nodiscard]] bool single(const ProtobufField& field, std::vector<Met>::const_iterator first,
                              std::vector<Met>::const_iterator last, ProtobufInput& input, std::string& out,
                              int depth);
    [[nodiscard]] bool inner(const ProtobufField& field, std::string_view bytes, ProtobufInput& input,
                             std::string& out, int depth);
    [[nodiscard]] bool take(std::size_t bytes, ProtobufInput& input);

    const ProtobufSchema& m_schema;
    std::size_t m_left; ///< bytes that may still be written
};

} // namespace driftwood::decoder
