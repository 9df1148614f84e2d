#pragma once

#include "base/result.h"
#include "decoder/decoder.h"

#include <filesystem>
#include <string>

namespace driftwood::decoder {

/// A schema that the user states for payloads which name none, or one that is not at hand.
struct StatedSchema {
    std::string text; ///< stands by itself; empty: there is none
    PayloadFormat format = PayloadFormat::Avro;
};

/// The schema of a file: Protobuf if it ends in .proto, otherwise Avro. `message`: the full name of the
/// payloads' message in a Protobuf schema; empty: its first. The error says what of the file is wrong.
[[nodiscard]] Result<StatedSchema> statedSchema(const std::filesystem::path& file,
                                                const std::string& message);
/// That of a Protobuf descriptor set.
[[nodiscard]] Result<StatedSchema> descriptorSchema(const std::filesystem::path& file,
                                                    const std::string& message);

} // namespace driftwood::decoder
