#include "decoder/field_survey.h"

#include "base/text_values.h"

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <numeric>

namespace driftwood::decoder {
namespace {

using records::FieldType;

constexpr std::size_t kMostLeftOut = 1000; // a topic that uses data as names has an unlimited number
constexpr std::size_t kNamedInWarning = 20;
constexpr std::size_t kLongestExample = 120;

using Kinds = std::array<std::int64_t, kValueKinds>;

std::int64_t of(const Kinds& kinds, std::initializer_list<ValueKind> which) {
    std::int64_t count = 0;
    for (const ValueKind kind : which)
        count += kinds[static_cast<std::size_t>(kind)];
    return count;
}

std::int64_t valuesOf(const Kinds& kinds) {
    return std::accumulate(kinds.begin(), kinds.end(), std::int64_t{0}) -
           of(kinds, {ValueKind::Null, ValueKind::NotANumber});
}

std::int64_t numbersOf(const Kinds& kinds) {
    return of(kinds, {ValueKind::Integer, ValueKind::WideInteger, ValueKind::HugeInteger, ValueKind::Float});
}

/// The narrowest type that holds all values. A few integers that no numeric type holds do not turn the whole
/// field into text; they are counted as not fitting instead.
FieldType narrowest(const Kinds& kinds) {
    const std::int64_t values = valuesOf(kinds);
    if (values == 0)
        return of(kinds, {ValueKind::NotANumber}) > 0 ? FieldType::Float64 : FieldType::Text;
    if (of(kinds, {ValueKind::Bool}) == values)
        return FieldType::Bool;
    if (numbersOf(kinds) < values || isMoreThanAFew(of(kinds, {ValueKind::HugeInteger}), values))
        return FieldType::Text;
    if (of(kinds, {ValueKind::Float}) == 0)
        return FieldType::Int64;
    return of(kinds, {ValueKind::WideInteger}) == 0 ? FieldType::Float64 : FieldType::Text;
}

/// Whether the values have no common type except Text.
bool isMixed(const Kinds& kinds) {
    const std::int64_t values = valuesOf(kinds);
    if (narrowest(kinds) != FieldType::Text || numbersOf(kinds) == values)
        return false;
    return std::ranges::count_if(kinds, [](std::int64_t count) { return count > 0; }) >
           (of(kinds, {ValueKind::Null}) > 0 ? 1 : 0) + (of(kinds, {ValueKind::NotANumber}) > 0 ? 1 : 0) + 1;
}

ValueKind kindOf(const NumberElement& element) {
    if (element.kind != NumberElement::Kind::Number)
        return element.kind == NumberElement::Kind::Null ? ValueKind::Null : ValueKind::NotANumber;
    return kindOf(element.number);
}

/// The beginning and end of a path, which distinguish it from its neighbours.
std::string shortenedPath(std::string_view path) {
    if (path.size() <= kLongestExample)
        return std::string(path);
    std::size_t end = path.size() - kLongestExample / 2;
    while (end < path.size() && (static_cast<unsigned char>(path[end]) & 0xC0U) == 0x80U)
        ++end;
    std::string text(path.substr(0, kLongestExample / 2));
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0x80U) != 0)
        text.pop_back(); // does not cut within a UTF-8 character
    return text + "…" + std::string(path.substr(end));
}

} // namespace

ValueKind kindOf(const JsonNumber& number) {
    if (!number.integer)
        return ValueKind::Float;
    double value = 0;
    const bool isDouble = number.toDouble(value);
    if (number.toInt64())
        return isDouble ? ValueKind::Integer : ValueKind::WideInteger;
    return isDouble ? ValueKind::Float
                    : ValueKind::HugeInteger; // for example 1e20, which JavaScript writes out in full
}

void FieldSurvey::LeftOut::note(std::string_view path, std::string_view exact) {
    if (hashes.size() < kMostLeftOut && hashes.insert(std::hash<std::string_view>()(exact)).second)
        names.insert(shortenedPath(path));
}

std::string FieldSurvey::LeftOut::listed() const {
    std::string text = std::to_string(hashes.size()) + (hashes.size() == kMostLeftOut ? " or more" : "") +
                       (hashes.size() == 1 ? " field: " : " fields: ");
    std::size_t named = 0;
    for (const std::string& name : names) {
        if (named == kNamedInWarning)
            return text + ", …";
        text += (named++ == 0 ? "" : ", ") + (name.empty() ? std::string("one without a name") : name);
    }
    return text + (names.size() < hashes.size() ? ", …" : "");
}

bool isReservedPath(std::string_view path) {
    return path == records::kTimestampPath || path == records::kKeyPath || path == records::kPartitionPath ||
           path == records::kOffsetPath;
}

FieldSurvey::Entry* FieldSurvey::entryOf(std::string_view path, std::string_view exact) {
    auto it = m_indexOf.find(exact);
    if (it == m_indexOf.end()) {
        if (LeftOut* const named = leftOut(path, exact)) {
            named->note(path, exact);
            return nullptr;
        }
        it = m_indexOf.emplace(exact, m_entries.size()).first;
        Entry& entry = m_entries.emplace_back();
        entry.sample.field.path = path;
        entry.exact = exact;
    }
    if (path != exact || !m_shared.empty())
        noteShared(path, it->second);
    return &m_entries[it->second];
}

void FieldSurvey::declare(const records::Field& field) {
    Entry* const entry = entryOf(field.path, field.path);
    if (entry == nullptr)
        return;
    if (entry->isDeclared)
        records::widen(entry->sample.field, field);
    else
        entry->sample.field = field;
    entry->isDeclared = true;
}

void FieldSurvey::note(std::string_view path, std::string_view exact, ValueKind kind,
                       std::string_view example) {
    Entry* const found = entryOf(path, exact);
    if (found == nullptr)
        return;
    Entry& entry = *found;
    if (kind != ValueKind::Null && kind != ValueKind::NotANumber && entry.sample.example.empty())
        entry.sample.example = shortened(example, kLongestExample);
    ++entry.kinds[static_cast<std::size_t>(kind)];
    if (kind == ValueKind::Source)
        entry.vectors.note(example, m_numbers);
    if (entry.lastRecord == m_record)
        return; // count a record once, even if it has the name twice
    entry.lastRecord = m_record;
    const bool missing = kind == ValueKind::Null || kind == ValueKind::NotANumber;
    ++(missing ? entry.sample.nulls : entry.sample.present);
}

void FieldSurvey::Vectors::note(std::string_view json, std::vector<NumberElement>& numbers) {
    // Lists of differing lengths make no fields, so their values need not be looked at.
    if (!haveOneLength || !readNumbers(json, numbers) || numbers.size() > kLongestVector) {
        haveOneLength = false;
        return;
    }
    haveOneLength = count == 0 || length == numbers.size();
    length = numbers.size();
    ++count;
    for (const NumberElement& element : numbers)
        ++kinds[static_cast<std::size_t>(kindOf(element))];
}

void FieldSurvey::addElements(const Entry& entry, std::vector<FieldSample>& to) const {
    const Vectors& vectors = entry.vectors;
    const FieldType type = narrowest(vectors.kinds);
    if (!vectors.haveOneLength || vectors.count != valuesOf(entry.kinds) || vectors.length == 0 ||
        type == FieldType::Text || to.size() + vectors.length > kMostFields)
        return;
    const std::string& array = entry.sample.field.path;
    for (std::size_t i = 0; i < vectors.length; ++i)
        if (m_indexOf.contains(elementPath(array, i)))
            return; // records have such a name itself
    for (std::size_t i = 0; i < vectors.length; ++i) {
        FieldSample& element = to.emplace_back(entry.sample);
        element.field = {elementPath(array, i), type};
        element.field.length = static_cast<std::uint32_t>(vectors.length);
        element.mixed = false;
    }
}

FieldSurvey::LeftOut* FieldSurvey::leftOut(std::string_view path, std::string_view exact) {
    if (path.empty() || isReservedPath(path))
        return &m_reserved;
    if (m_wanted.contains(path) || m_wanted.contains(exact))
        return nullptr;
    if (path.size() > kLongestFoundPath ||
        static_cast<std::size_t>(std::ranges::count(path, '.')) >= kMostFoundNames)
        return &m_tooLong;
    if (m_entries.size() >= kMostFields || m_pathBytes + path.size() > kMostPathBytes)
        return &m_beyondLimit;
    m_pathBytes += path.size();
    return nullptr;
}

void FieldSurvey::noteShared(std::string_view path, std::size_t entry) {
    auto it = m_shared.find(path);
    if (it == m_shared.end()) {
        if (m_entries[entry].exact == path)
            return; // and no record has written it differently so far
        it = m_shared.emplace(path, SharedPath{}).first;
        if (const auto nested = m_indexOf.find(path); nested != m_indexOf.end())
            it->second.entries.push_back(nested->second);
    }
    SharedPath& shared = it->second;
    if (std::ranges::find(shared.entries, entry) == shared.entries.end())
        shared.entries.push_back(entry);
    shared.inOneRecord = shared.inOneRecord || std::ranges::any_of(shared.entries, [&](std::size_t other) {
                             return other != entry && m_entries[other].lastRecord == m_record;
                         });
}

std::vector<FieldSample> FieldSurvey::fields() const {
    std::vector<FieldSample> out;
    out.reserve(m_entries.size());
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        Entry entry = m_entries[i];
        if (const auto shared = m_shared.find(entry.sample.field.path); shared != m_shared.end()) {
            if (shared->second.inOneRecord) {
                entry.sample.field.path = entry.exact;
            } else {
                const auto& entries = shared->second.entries;
                if (i != std::ranges::min(entries))
                    continue; // reported with the first of them
                for (const std::size_t other : entries) {
                    if (other == i)
                        continue;
                    entry.sample.present += m_entries[other].sample.present;
                    entry.sample.nulls += m_entries[other].sample.nulls;
                    for (std::size_t kind = 0; kind < kValueKinds; ++kind)
                        entry.kinds[kind] += m_entries[other].kinds[kind];
                }
            }
        }
        if (!entry.isDeclared)
            entry.sample.field.type = narrowest(entry.kinds);
        entry.sample.mixed = !entry.isDeclared && isMixed(entry.kinds);
        out.push_back(entry.sample);
        addElements(entry, out);
    }
    return out;
}

std::string FieldSurvey::warning() const {
    std::string text;
    const auto add = [&](const std::string& part) { text += (text.empty() ? "" : "; ") + part; };
    if (!m_beyondLimit.hashes.empty())
        add("records have more fields than the " + std::to_string(std::min(kMostFields, m_entries.size())) +
            " that are found by themselves: left out " + m_beyondLimit.listed());
    if (!m_tooLong.hashes.empty())
        add("left out, as only paths of up to " + std::to_string(kLongestFoundPath) + " bytes and " +
            std::to_string(kMostFoundNames) + " names are found by themselves, " + m_tooLong.listed());
    if (!m_reserved.hashes.empty())
        add("left out, as their names mean something else here, " + m_reserved.listed());
    for (const auto& [path, shared] : m_shared)
        if (shared.inOneRecord)
            add("records have " + path + " twice, nested and as one name: the latter is " +
                exactOf(shared.entries, path));
    return text;
}

std::string FieldSurvey::exactOf(const std::vector<std::size_t>& entries, const std::string& path) const {
    std::string text;
    for (const std::size_t entry : entries)
        if (m_entries[entry].exact != path)
            text += (text.empty() ? "" : " and ") + m_entries[entry].exact;
    return text;
}

} // namespace driftwood::decoder
