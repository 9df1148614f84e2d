#pragma once

#include "base/result.h"
#include "decoder/registry/schema_registry.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::decoder {

/// A Protobuf schema as it was given: a file with those that it imports. Each is the text of a .proto file,
/// or its FileDescriptorProto in base64, as some serialisers register it.
struct ProtobufSource {
    std::string file;
    std::vector<ReferencedSchema> imports;
    std::string
        message; ///< the full name of the payloads' message; empty: payloads name it, or it is the first

    /// One text that stands by itself: the file, or JSON where there is more than that.
    [[nodiscard]] std::string toText() const;
    /// CorruptData for JSON that is none of ours.
    [[nodiscard]] static Result<ProtobufSource> fromText(const std::string& text);
};

/// A .proto file of the user, whose imports are looked for in its folder and in those above it. `message`:
/// the full name of the payloads' message; empty: the first of the file.
[[nodiscard]] Result<ProtobufSource> protobufSourceOf(const std::filesystem::path& file,
                                                      const std::string& message);
/// The same of a descriptor set, as `protoc --descriptor_set_out --include_imports` writes it; without a
/// message the first of its last file.
[[nodiscard]] Result<ProtobufSource> protobufDescriptorSource(const std::filesystem::path& file,
                                                              const std::string& message);

} // namespace driftwood::decoder
