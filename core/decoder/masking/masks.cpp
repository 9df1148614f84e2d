#include "decoder/masking/masks.h"

#include "decoder/field_path.h"
#include "decoder/formats/json/json_index.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace driftwood::decoder {
namespace {

using broker::MaskKind;

constexpr std::size_t kHashBytes = 8; ///< shown of a hash: enough to tell a billion values apart
constexpr std::size_t kTail = 4;
constexpr std::size_t kShortest = 9; ///< of a shorter text the last four characters are too much

/// "tags" of "tags[*]" and "tags[3]": an element is masked as its array is.
std::string_view withoutPlaces(std::string_view name) {
    for (;;) {
        const std::size_t open = name.rfind('[');
        if (open == std::string_view::npos || !name.ends_with(']'))
            return name;
        const std::string_view place = name.substr(open + 1, name.size() - open - 2);
        const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
        if (place != "*" && (place.empty() || !std::ranges::all_of(place, isDigit)))
            return name;
        name = name.substr(0, open);
    }
}

/// With dots between the names, whether or not these are written in brackets, and without places in arrays:
/// what is masked under one way of writing is masked under all.
std::string pathOf(std::string_view path) {
    std::string out;
    for (const std::string& part : parseFieldPath(path).names)
        if (const std::string_view name = withoutPlaces(part); !name.empty() || part.empty())
            out.append(out.empty() ? "" : ".").append(name);
    return out;
}

bool isAtOrIn(std::string_view path, std::string_view around) {
    return path.starts_with(around) && (path.size() == around.size() || path[around.size()] == '.');
}

std::string hashOf(std::string_view salt, std::string_view value) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned int size = 0;
    if (HMAC(EVP_sha256(), salt.data(), static_cast<int>(salt.size()),
             reinterpret_cast<const unsigned char*>(value.data()), value.size(), bytes.data(),
             &size) == nullptr)
        return std::string(kHidden); // never the value itself
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string out = "#";
    for (std::size_t i = 0; i < kHashBytes; ++i)
        out.append({kDigits[bytes[i] >> 4U], kDigits[bytes[i] & 15U]});
    return out;
}

/// The last characters of UTF-8; nothing of a short text.
std::string tailOf(std::string_view value) {
    const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
    if (static_cast<std::size_t>(std::ranges::count_if(value, begins)) < kShortest)
        return "…";
    std::size_t at = value.size();
    for (std::size_t left = kTail; left > 0 && at > 0;)
        left -= begins(value[--at]) ? 1U : 0U;
    return "…" + std::string(value.substr(at));
}

/// Copies valid JSON and replaces what is masked.
class JsonMasker {
  public:
    JsonMasker(const Masks& masks, JsonCursor& cursor, std::string path)
        : m_masks(masks)
        , m_cursor(cursor)
        , m_path(std::move(path))
        , m_copied(cursor.here()) {}

    /// `end`: where the value ends.
    [[nodiscard]] std::string run(const char* end) {
        value();
        m_out.append(m_copied, end);
        return std::move(m_out);
    }

  private:
    // The value was walked before, so its nesting is bounded and each step succeeds.
    void value() { // NOLINT(misc-no-recursion)
        if (const auto kind = m_masks.of(m_path); kind && m_cursor.peek() != 'n')
            return replace([&](std::string_view plain) { return m_masks.masked(*kind, plain); });
        if (m_cursor.peek() == '{' && m_masks.areWithin(m_path))
            return object();
        if (m_cursor.peek() == '[' && m_masks.areWithin(m_path))
            return array();
        if (m_cursor.peek() == '"' && !m_path.empty() && m_masks.areWithin(m_path))
            return text();
        (void)m_cursor.skip(0);
    }
    /// A text in place of what has masked fields: JSON once more, or something unknown.
    void text() {
        replace([&](std::string_view plain) {
            return m_masks.maskedJson(plain, m_path).value_or(std::string(kHidden));
        });
    }
    void object() { // NOLINT(misc-no-recursion)
        m_cursor.step();
        while (m_cursor.peek() == '"') {
            const std::size_t before = m_path.size();
            std::string_view name;
            (void)m_cursor.string(name, m_text);
            m_path.append(m_path.empty() ? "" : ".").append(name);
            m_cursor.step(); // the colon
            value();
            m_path.resize(before);
            if (m_cursor.peek() == ',')
                m_cursor.step();
        }
        m_cursor.step();
    }
    void array() { // NOLINT(misc-no-recursion)
        m_cursor.step();
        while (m_cursor.peek() != ']') {
            value();
            if (m_cursor.peek() == ',')
                m_cursor.step();
        }
        m_cursor.step();
    }
    template <class Masked>
    void replace(const Masked& masked) {
        m_out.append(m_copied, m_cursor.here());
        JsonCursor ahead = m_cursor;
        std::string_view plain;
        (void)ahead.skip(0, &plain);
        m_copied = plain.data() + plain.size();
        if (m_cursor.peek() == '"')
            (void)m_cursor.string(plain, m_text);
        else
            (void)m_cursor.skip(0);
        m_out += nlohmann::json(masked(plain)).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    }

    const Masks& m_masks;
    JsonCursor& m_cursor;
    std::string m_path;
    std::string m_text;
    std::string m_out;
    const char* m_copied;
};

} // namespace

Masks::Masks(const broker::FieldMasks& masks)
    : m_masks(masks.fields)
    , m_salt(masks.salt) {
    for (broker::FieldMask& mask : m_masks)
        mask.path = pathOf(mask.path);
}

std::optional<MaskKind> Masks::of(std::string_view path) const {
    const std::string plain = pathOf(path);
    for (const broker::FieldMask& mask : m_masks)
        if (isAtOrIn(plain, mask.path))
            return mask.kind;
    return std::nullopt;
}

bool Masks::areWithin(std::string_view path) const {
    const std::string plain = pathOf(path);
    return std::ranges::any_of(m_masks, [&](const broker::FieldMask& mask) {
        return plain.empty() || (mask.path != plain && isAtOrIn(mask.path, plain));
    });
}

std::string Masks::masked(MaskKind kind, std::string_view value) const {
    switch (kind) {
    case MaskKind::Hash:
        return hashOf(m_salt, value);
    case MaskKind::LastFour:
        return tailOf(value);
    case MaskKind::Hide:
        break;
    }
    return std::string(kHidden);
}

std::optional<std::string> Masks::maskedJson(std::string_view json, std::string_view path) const {
    while (!json.empty() && JsonCursor::isBlank(json.front()))
        json.remove_prefix(1);
    while (!json.empty() && JsonCursor::isBlank(json.back()))
        json.remove_suffix(1);
    JsonIndex index;
    index.add(json);
    if (json.empty() || !index.build())
        return std::nullopt;
    JsonCursor& cursor = index.next();
    if (index.atEnd())
        return std::nullopt;
    JsonCursor again = cursor; // for a second walk after the first has validated the value
    std::string_view whole;
    if (!cursor.skip(0, &whole) || !index.atEnd())
        return std::nullopt;
    return JsonMasker(*this, again, pathOf(path)).run(whole.data() + whole.size());
}

} // namespace driftwood::decoder
