#pragma once

#include "decoder/schema_inference.h"
#include "decoder/vector_fields.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace driftwood::decoder {

/// The kind of one value, finer than a column's type: enough to find the type that holds all values exactly.
enum class ValueKind : std::uint8_t {
    Null,
    NotANumber, ///< NaN or an infinity: missing, and a hint that the other values are numbers
    Bool,
    Integer,     ///< an int64 that a double holds exactly
    WideInteger, ///< an int64 that a double does not hold exactly
    HugeInteger, ///< beyond both
    Float,
    Text,
    Source, ///< an array, stored as its JSON
};
inline constexpr std::size_t kValueKinds = 9;

[[nodiscard]] ValueKind kindOf(const JsonNumber& number);

/// Collects the fields of sampled records in order of first appearance.
class FieldSurvey {
  public:
    /// Fields with these paths are kept regardless of the limits.
    explicit FieldSurvey(std::vector<std::string> wanted = {})
        : m_wanted(wanted.begin(), wanted.end()) {}

    void beginRecord() { ++m_record; }
    /// `exact` is the path that stands for this place only, see field_path.h; it equals `path` when no name
    /// on the way contains a dot.
    void note(std::string_view path, std::string_view exact, ValueKind kind, std::string_view example);

    /// A field that a schema declares, whether a record has it or not: its type is not found from the values.
    /// Declared twice with different types, it has the one that holds both.
    void declare(const records::Field& field);

    /// {"a":{"b":…}} in some records and {"a.b":…} in others is one field. If one record has both, they are
    /// two fields, and the second has its exact path.
    [[nodiscard]] std::vector<FieldSample> fields() const;
    [[nodiscard]] std::string warning() const;

  private:
    /// The arrays of numbers that a field has.
    struct Vectors {
        std::int64_t count = 0;
        std::size_t length = 0;
        bool haveOneLength = true;
        std::array<std::int64_t, kValueKinds> kinds{}; ///< of the elements

        void note(std::string_view json, std::vector<NumberElement>& numbers);
    };
    struct Entry {
        FieldSample sample; ///< with the path as first noted
        std::string exact;
        std::array<std::int64_t, kValueKinds> kinds{};
        std::int64_t lastRecord = 0;
        bool isDeclared = false; ///< its type and unit are not found from the values
        Vectors vectors;
    };
    /// A path that occurs in several places.
    struct SharedPath {
        std::vector<std::size_t> entries;
        bool inOneRecord = false;
    };
    /// Fields that are left out. Several long paths may have the same shortened name, so they are counted by
    /// their exact paths.
    struct LeftOut {
        std::unordered_set<std::size_t> hashes; ///< of the exact paths
        std::set<std::string, std::less<>> names;

        void note(std::string_view path, std::string_view exact);
        /// "3 fields: a, b, c"
        [[nodiscard]] std::string listed() const;
    };
    /// The field's entry, made if need be; null when it is left out.
    [[nodiscard]] Entry* entryOf(std::string_view path, std::string_view exact);
    /// The list to which the field belongs if it is left out, or null when the field is taken.
    [[nodiscard]] LeftOut* leftOut(std::string_view path, std::string_view exact);
    /// The fields of the elements, if all values of the field are arrays of numbers of one length.
    void addElements(const Entry& entry, std::vector<FieldSample>& to) const;
    void noteShared(std::string_view path, std::size_t entry);
    [[nodiscard]] std::string exactOf(const std::vector<std::size_t>& entries, const std::string& path) const;

    std::set<std::string, std::less<>> m_wanted;
    std::map<std::string, std::size_t, std::less<>> m_indexOf; ///< by exact path
    std::map<std::string, SharedPath, std::less<>> m_shared;   ///< by path; some name on it contains dots
    std::vector<Entry> m_entries;
    std::size_t m_pathBytes = 0; ///< total path length of the fields that were not requested
    LeftOut m_beyondLimit;
    LeftOut m_tooLong;
    LeftOut m_reserved;
    std::int64_t m_record = 0;
    std::vector<NumberElement> m_numbers; ///< of the array that is noted
};

/// Whether the path is one that every record has besides its payload ("@timestamp" …).
[[nodiscard]] bool isReservedPath(std::string_view path);

} // namespace driftwood::decoder
