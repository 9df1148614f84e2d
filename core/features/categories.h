#pragma once

#include "features/field_reader.h"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace driftwood::features {

/// A category as it is written in records: features keep a flag as "0" and "1", records have false and true.
[[nodiscard]] std::string_view recordText(records::FieldType type, std::string_view category);
/// The inverse; text that is not a value of a flag stays as it is.
[[nodiscard]] std::string_view categoryOf(records::FieldType type, std::string_view recordText);

/// Transparent hash: finds a std::string key by a view, without creating a string.
struct ViewHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
        return std::hash<std::string_view>{}(text);
    }
};

/// Maps a category's text to its index in a list.
class CategoryIndex {
  public:
    static constexpr std::int32_t kUnknown = -1;

    CategoryIndex() = default;
    explicit CategoryIndex(const std::vector<std::string>& categories);
    /// kUnknown for a missing value (a view without data) and for a category that is not in the list.
    [[nodiscard]] std::int32_t find(std::string_view category) const {
        if (category.data() == nullptr)
            return kUnknown;
        const auto it = m_places.find(category);
        return it == m_places.end() ? kUnknown : it->second;
    }
    bool operator==(const CategoryIndex&) const = default;

  private:
    std::unordered_map<std::string, std::int32_t, ViewHash, std::equal_to<>> m_places;
};

/// Whether text is well-formed UTF-8 (RFC 3629): no overlong forms, surrogates or values above U+10FFFF.
[[nodiscard]] bool isUtf8(std::string_view text);

/// Counts distinct values as text. Skips missing values and text that is not UTF-8, which JSON cannot hold.
class CategoryCounts {
  public:
    /// Adds rows [begin, end).
    void add(const FieldReader& reader, const records::RecordBatch& rows, std::size_t begin, std::size_t end);
    [[nodiscard]] std::int64_t of(std::string_view category) const;
    /// Most frequent first, equal counts in order of text.
    [[nodiscard]] std::vector<std::pair<std::string, std::int64_t>> ranked() const;

  private:
    std::unordered_map<std::string, std::int64_t, ViewHash, std::equal_to<>> m_counts;
};

/// CategoryCounts of rows [begin, end), ranked.
[[nodiscard]] std::vector<std::pair<std::string, std::int64_t>>
countCategories(const FieldReader& reader, const records::RecordBatch& rows, std::size_t begin,
                std::size_t end);

} // namespace driftwood::features
