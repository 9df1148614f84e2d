#pragma once

#include "session/record_scan.h"

#include <filesystem>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::session {

/// A record as one JSON object on one line: topic, partition, offset, timestamp, key, headers, value. A value
/// that is JSON stands as it is; one that is not UTF-8 stands as "valueBase64". One of which only the
/// beginning is at hand says so in "valueTruncated".
[[nodiscard]] std::string recordAsJson(const TopicName& topic, const RecordRef& record);

/// For reading: JSON with a line a value and two blanks a level, every token as it is written; any other
/// value as it is.
[[nodiscard]] std::string readableText(std::string_view value);

enum class RecordFormat : std::uint8_t { JsonLines, Csv };

/// Records into a file, which is replaced as a whole or not at all: a line each; as CSV one column a field of
/// the blocks' schema behind timestamp, partition, offset and key (RFC 4180, an empty field is missing), or
/// the value as it is where nothing is decoded.
[[nodiscard]] Status writeRecords(const std::filesystem::path& path, RecordFormat format,
                                  const TopicName& topic, const std::vector<RecordRef>& records,
                                  const std::stop_token& stop);

} // namespace driftwood::session
