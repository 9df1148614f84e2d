#pragma once

#include <cstddef>

namespace driftwood::decoder {

/// What one record or one file may make us hold, however it is written: a record of a few kilobytes must not
/// take gigabytes. Every limit that is met is told; a field that was asked for by its path meets only those
/// of the schema.

/// How many fields an inferred schema has at most, beside those asked for: topics that use names as data have
/// no end of them, and every field takes memory in every row.
inline constexpr std::size_t kMostFields = 10'000;
/// Of a field that is found by itself: the path's bytes and the names on it.
inline constexpr std::size_t kLongestFoundPath = 1024;
inline constexpr std::size_t kMostFoundNames = 32;
/// All paths together of the fields that are found by themselves.
inline constexpr std::size_t kMostPathBytes = std::size_t{1} << 20U;

/// Of any field of a schema, asked for or read from a file.
inline constexpr std::size_t kLongestPath = 8192;
inline constexpr std::size_t kMostNames = 1024;
inline constexpr std::size_t kMostSchemaFields = 100'000;

/// Deeper nesting of a payload is refused rather than followed: simdjson's own limit.
inline constexpr int kMaxJsonDepth = 1024;
/// Values of one payload that are taken apart for a person to look at.
inline constexpr std::size_t kMostTreeValues = 50'000;
/// Columns of one CSV payload.
inline constexpr std::size_t kMostCsvColumns = 100'000;

/// Names that a decoder remembers as they are written: beyond these a topic uses names as data, and
/// remembering them would only fill the memory.
inline constexpr std::size_t kMostMembers = 65'536;
inline constexpr std::size_t kLongestMember = 256;

} // namespace driftwood::decoder
