#pragma once

#include "browsing/record_scan.h"

#include <filesystem>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::browsing {

/// A record as one JSON object on one line: topic, partition, offset, timestamp, key, headers, value. A JSON
/// value is embedded unchanged, and so is that of a binary format which was decoded; a value that is not
/// UTF-8 becomes "valueBase64". If only the value's beginning is available, "valueTruncated" says so.
[[nodiscard]] std::string recordAsJson(const TopicName& topic, const RecordRef& record);

/// Formats a value for reading: JSON with one value per line and two blanks per level, every token as
/// written; any other value unchanged.
[[nodiscard]] std::string readableText(std::string_view value);

enum class RecordFormat : std::uint8_t { JsonLines, Csv };

/// Writes records to a file, which is replaced atomically: one line each. CSV has one column per field of the
/// blocks' schema after timestamp, partition, offset and key (RFC 4180; an empty field is missing), or the
/// raw value if nothing is decoded.
[[nodiscard]] Status writeRecords(const std::filesystem::path& path, RecordFormat format,
                                  const TopicName& topic, const std::vector<RecordRef>& records,
                                  const std::stop_token& stop);

} // namespace driftwood::browsing
