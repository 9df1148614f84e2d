#pragma once

#include "decoder/schema_inference.h"

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
    Bool,
    Integer,     ///< an int64 that a double holds too
    WideInteger, ///< an int64 that a double does not hold
    HugeInteger, ///< neither holds it
    Float,
    Text,
    Source, ///< an array, kept as its JSON
};

/// Collects the fields of sampled records in order of first appearance.
class FieldSurvey {
  public:
    void beginRecord() { ++m_record; }
    void note(std::string_view path, ValueKind kind, std::string_view example);

    [[nodiscard]] std::vector<FieldSample> fields() const;
    [[nodiscard]] std::string warning() const;

  private:
    struct Entry {
        FieldSample sample;
        std::uint32_t kinds = 0; ///< a bit per ValueKind
        std::int64_t lastRecord = 0;
    };
    std::map<std::string, std::size_t, std::less<>> m_indexOf;
    std::vector<Entry> m_entries;
    std::set<std::string, std::less<>> m_leftOut;
    std::int64_t m_record = 0;
};

/// Whether a path is one of those that every record has besides its payload ("@timestamp" …).
[[nodiscard]] bool isReservedPath(std::string_view path);

} // namespace driftwood::decoder
