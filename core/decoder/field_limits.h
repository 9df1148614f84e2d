#pragma once

#include <cstddef>
#include <string_view>

namespace driftwood::decoder {

/// Limits on the memory that one record or file can take, whatever its content: a record of a few kilobytes
/// must not take gigabytes. Exceeding a limit is always reported. A field that was requested by its path is
/// subject only to the limits of the schema.

/// Maximum number of fields of an inferred schema, besides the requested ones: topics that use data as field
/// names have an unlimited number of them, and every field takes memory in every row.
inline constexpr std::size_t kMostFields = 10'000;
/// Limits for a field that inference finds: bytes of its path and number of names in it.
inline constexpr std::size_t kLongestFoundPath = 1024;
inline constexpr std::size_t kMostFoundNames = 32;
/// Limit for the paths of all fields that inference finds, in bytes together.
inline constexpr std::size_t kMostPathBytes = std::size_t{1} << 20U;

/// Limits for any schema, whether its fields were requested or read from a file.
inline constexpr std::size_t kLongestPath = 8192;
inline constexpr std::size_t kMostNames = 1024;
inline constexpr std::size_t kMostSchemaFields = 100'000;

/// Maximum number of bytes that a compressed payload may have when it is decompressed.
inline constexpr std::size_t kMostUnpackedBytes = std::size_t{64} << 20U;

/// The path under which a payload as a whole is asked for, as text; no schema of a user has it.
inline constexpr std::string_view kWholePayloadPath;

/// Payloads that nest deeper are refused: simdjson's own limit.
inline constexpr int kMaxJsonDepth = 1024;
/// Maximum number of values of one payload that are shown as a tree.
inline constexpr std::size_t kMostTreeValues = 50'000;
/// Maximum number of columns of one CSV payload.
inline constexpr std::size_t kMostCsvColumns = 100'000;

/// Maximum number of names a decoder remembers as written. A topic with more uses data as field names, and
/// remembering those would only fill the memory.
inline constexpr std::size_t kMostMembers = 65'536;
inline constexpr std::size_t kLongestMember = 256;

} // namespace driftwood::decoder
