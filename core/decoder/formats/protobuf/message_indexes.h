#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace driftwood::decoder {

/// Takes the message indexes that Confluent's serialisers write before a Protobuf payload off its beginning:
/// their count and each of them as zigzag varints; a single 0 stands for {0}, the first message of the file.
/// Nothing for what is no such list.
[[nodiscard]] std::optional<std::vector<std::int32_t>> takeMessageIndexes(std::string_view& payload);

} // namespace driftwood::decoder
