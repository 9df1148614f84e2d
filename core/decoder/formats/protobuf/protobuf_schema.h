#pragma once

#include "base/result.h"
#include "decoder/formats/protobuf/protobuf_source.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::decoder {

enum class ProtobufKind : std::uint8_t {
    Double,
    Float,
    Int32,
    Int64,
    Uint32,
    Uint64,
    Sint32,
    Sint64,
    Fixed32,
    Fixed64,
    Sfixed32,
    Sfixed64,
    Bool,
    Enum,
    String,
    Bytes,
    Message,
    Group,
};

/// Messages of google.protobuf that stand for something simpler.
enum class ProtobufWellKnown : std::uint8_t { None, Timestamp, Duration, Wrapper, Struct, Value, ListValue };

/// A value that is no message: the bits of a number (those with a sign extended to 64 bits), or bytes.
struct ProtobufScalar {
    std::uint64_t bits = 0;
    std::string_view bytes;
};

struct ProtobufField {
    std::string name;
    std::uint32_t number = 0;
    ProtobufKind kind = ProtobufKind::Int32;
    bool isRepeated = false; ///< also of a map
    bool isMap = false;
    bool hasPresence = false; ///< whether an absent one is told apart from one with its default
    std::int32_t oneof = -1;  ///< which of the message's oneofs it belongs to
    std::uint32_t type = 0;   ///< the message or enum
    /// The value of an absent field: zero or empty without presence, otherwise only a default that is written
    /// down.
    bool hasDefault = false;
    std::uint64_t defaultBits = 0;
    std::string defaultBytes;

    [[nodiscard]] bool isMessage() const {
        return kind == ProtobufKind::Message || kind == ProtobufKind::Group;
    }
    [[nodiscard]] ProtobufScalar defaultValue() const { return {defaultBits, defaultBytes}; }
};

struct ProtobufMessage {
    std::string name; ///< with its package
    ProtobufWellKnown wellKnown = ProtobufWellKnown::None;
    bool isMapEntry = false;
    std::vector<ProtobufField> fields; ///< as they are declared
    std::int32_t oneofs = 0;
    std::vector<std::uint32_t> nested; ///< messages declared within it, with those of its maps

    [[nodiscard]] const ProtobufField* field(std::uint32_t number) const;
};

struct ProtobufEnum {
    std::map<std::int32_t, std::string> names;
};

/// A schema as a graph: types refer to each other by index, so that a recursive schema ends.
struct ProtobufSchema {
    std::vector<ProtobufMessage> messages;
    std::vector<ProtobufEnum> enums;
    std::vector<std::uint32_t> top; ///< messages declared in the file itself
    std::uint32_t root = 0;         ///< that of payloads which do not name one

    /// The message that a registry's frame names by places: {0} is the first of the file, {1, 0} the first
    /// within the second. Nothing where there is none.
    [[nodiscard]] std::optional<std::uint32_t> at(const std::vector<std::int32_t>& indexes) const;
};

inline constexpr std::size_t kMostProtobufBytes = std::size_t{4} << 20U; ///< of a file
inline constexpr std::size_t kMostProtobufFields = 100'000;              ///< of all messages together

/// Parses a schema with libprotobuf. CorruptData for what is none, with the line; NotFound for an import that
/// is not at hand, or a message that the schema does not have.
[[nodiscard]] Result<std::shared_ptr<const ProtobufSchema>> parseProtobufSchema(const ProtobufSource& source);
/// The same for a text of ProtobufSource::toText().
[[nodiscard]] Result<std::shared_ptr<const ProtobufSchema>> parseProtobufSchema(const std::string& text);

/// Descriptors of a set, each as the text of a ProtobufSource's file; the file that has `message`, or without
/// a name the last one, is the source's own.
[[nodiscard]] Result<ProtobufSource> protobufSourceOfSet(const std::string& bytes,
                                                         const std::string& message);
/// The names that a .proto file imports; empty for what is no .proto file.
[[nodiscard]] std::vector<std::string> protobufImports(const std::string& text);

} // namespace driftwood::decoder
