#pragma once

#include "features/field_reader.h"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace driftwood::features {

/// Hashing that lets a std::string key be found by a view, without making a string.
struct ViewHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
        return std::hash<std::string_view>{}(text);
    }
};

/// From a category's text to its place in a list.
class CategoryIndex {
  public:
    static constexpr std::int32_t kUnknown = -1;

    CategoryIndex() = default;
    explicit CategoryIndex(const std::vector<std::string>& categories);
    /// kUnknown for a missing value (a view without data) and for one that is not in the list.
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

/// Well-formed UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF.
[[nodiscard]] bool isUtf8(std::string_view text);

/// The distinct values of rows [begin, end) as text with how often each occurs, most frequent first, equal
/// counts by text. Missing values are not counted; neither is text that is not UTF-8, which no JSON could
/// keep.
[[nodiscard]] std::vector<std::pair<std::string, std::int64_t>>
countCategories(const FieldReader& reader, const records::RecordBatch& rows, std::size_t begin,
                std::size_t end);

} // namespace driftwood::features
