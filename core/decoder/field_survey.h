#pragma once

#include "decoder/schema_inference.h"

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::decoder {

/// What one value was, finer than a column's type: enough to find the type that holds all of them exactly.
enum class ValueKind : std::uint8_t {
    Null,
    NotANumber, ///< NaN or an infinity: missing, and a hint that the others are numbers
    Bool,
    Integer,     ///< an int64 that a double holds too
    WideInteger, ///< an int64 that a double does not hold
    HugeInteger, ///< neither holds it
    Float,
    Text,
    Source, ///< an array, kept as its JSON
};
inline constexpr std::size_t kValueKinds = 9;

/// Collects the fields of sampled records in order of first appearance.
class FieldSurvey {
  public:
    /// Fields of these paths are kept whatever the limit.
    explicit FieldSurvey(std::vector<std::string> wanted = {})
        : m_wanted(wanted.begin(), wanted.end()) {}

    void beginRecord() { ++m_record; }
    /// `exact` is the path that stands for this very place, see field_path.h; the same as `path` where no
    /// name on the way holds a dot.
    void note(std::string_view path, std::string_view exact, ValueKind kind, std::string_view example);

    /// What records write as {"a":{"b":…}} here and as {"a.b":…} there is one field; where a record has both,
    /// it is two, and the second has its exact path.
    [[nodiscard]] std::vector<FieldSample> fields() const;
    [[nodiscard]] std::string warning() const;

  private:
    struct Entry {
        FieldSample sample; ///< the path as it was noted
        std::string exact;
        std::array<std::int64_t, kValueKinds> kinds{};
        std::int64_t lastRecord = 0;
    };
    /// A path that is noted in several places.
    struct SharedPath {
        std::vector<std::size_t> entries;
        bool inOneRecord = false;
    };
    /// Where a field is named that is not taken; null when it is taken.
    [[nodiscard]] std::set<std::string, std::less<>>* leftOut(std::string_view path, std::string_view exact);
    void noteShared(std::string_view path, std::size_t entry);
    [[nodiscard]] std::string exactOf(const std::vector<std::size_t>& entries, const std::string& path) const;

    std::set<std::string, std::less<>> m_wanted;
    std::map<std::string, std::size_t, std::less<>> m_indexOf; ///< by exact path
    std::map<std::string, SharedPath, std::less<>> m_shared;   ///< of names with dots
    std::vector<Entry> m_entries;
    std::size_t m_pathBytes = 0; ///< of the fields that were not asked for
    std::set<std::string, std::less<>> m_beyondLimit;
    std::set<std::string, std::less<>> m_tooLong;
    std::set<std::string, std::less<>> m_reserved;
    std::int64_t m_record = 0;
};

/// Whether a path is one of those that every record has besides its payload ("@timestamp" …).
[[nodiscard]] bool isReservedPath(std::string_view path);

} // namespace driftwood::decoder
