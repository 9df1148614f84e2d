#include "decoder/field_survey.h"

#include <algorithm>

namespace driftwood::decoder {
namespace {

using records::FieldType;

constexpr std::size_t kMostLeftOut = 1000; // named; a topic whose names are data has no end of them
constexpr std::size_t kNamedInWarning = 20;
constexpr std::size_t kLongestExample = 120;

constexpr std::uint32_t bit(ValueKind kind) { return 1U << static_cast<unsigned>(kind); }

constexpr std::uint32_t kIntegers = bit(ValueKind::Integer) | bit(ValueKind::WideInteger);
constexpr std::uint32_t kDoubles = bit(ValueKind::Integer) | bit(ValueKind::Float);
constexpr std::uint32_t kNumbers = kIntegers | kDoubles | bit(ValueKind::HugeInteger);

bool isSubset(std::uint32_t kinds, std::uint32_t of) { return (kinds & ~of) == 0; }

FieldType narrowest(std::uint32_t kinds) {
    if (kinds == 0)
        return FieldType::Text;
    if (kinds == bit(ValueKind::Bool))
        return FieldType::Bool;
    if (isSubset(kinds, kIntegers))
        return FieldType::Int64;
    if (isSubset(kinds, kDoubles))
        return FieldType::Float64;
    return FieldType::Text;
}

/// Whether values were of types that have no common one but Text.
bool isMixed(std::uint32_t kinds) {
    return narrowest(kinds) == FieldType::Text && (kinds & (kinds - 1)) != 0 && !isSubset(kinds, kNumbers);
}

std::string shortened(std::string_view text) {
    if (text.size() <= kLongestExample)
        return std::string(text);
    std::size_t end = kLongestExample;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end; // not in the middle of a character
    return std::string(text.substr(0, end)) + "…";
}

} // namespace

bool isReservedPath(std::string_view path) {
    return path == records::kTimestampPath || path == records::kKeyPath || path == records::kPartitionPath ||
           path == records::kOffsetPath;
}

void FieldSurvey::note(std::string_view path, ValueKind kind, std::string_view example) {
    auto it = m_indexOf.find(path);
    if (it == m_indexOf.end()) {
        if (path.empty() || isReservedPath(path) || m_entries.size() >= kMostFields) {
            if (m_leftOut.size() < kMostLeftOut)
                m_leftOut.emplace(path);
            return;
        }
        it = m_indexOf.emplace(path, m_entries.size()).first;
        m_entries.emplace_back().sample.field.path = path;
    }
    Entry& entry = m_entries[it->second];
    if (kind != ValueKind::Null) {
        entry.kinds |= bit(kind);
        if (entry.sample.example.empty())
            entry.sample.example = shortened(example);
    }
    if (entry.lastRecord == m_record)
        return; // a name that comes twice is still one record
    entry.lastRecord = m_record;
    ++(kind == ValueKind::Null ? entry.sample.nulls : entry.sample.present);
}

std::vector<FieldSample> FieldSurvey::fields() const {
    std::vector<FieldSample> out;
    out.reserve(m_entries.size());
    for (const Entry& entry : m_entries) {
        FieldSample& sample = out.emplace_back(entry.sample);
        sample.field.type = narrowest(entry.kinds);
        sample.mixed = isMixed(entry.kinds);
    }
    return out;
}

std::string FieldSurvey::warning() const {
    if (m_leftOut.empty())
        return {};
    std::string text = "left out " + std::to_string(m_leftOut.size()) +
                       (m_leftOut.size() == kMostLeftOut ? " or more" : "") + " fields: ";
    std::size_t named = 0;
    for (const std::string& path : m_leftOut) {
        if (named == kNamedInWarning) {
            text += ", …";
            break;
        }
        text += (named++ == 0 ? "" : ", ") + (path.empty() ? std::string("one without a name") : path);
    }
    return text;
}

} // namespace driftwood::decoder
