#include "decoder/formats/cbor/cbor_reader.h"

#include "decoder/formats/json/json_index.h"
#include "decoder/value_text.h"

#include <cmath>
#include <string>

namespace driftwood::decoder {
namespace {

enum class Major : std::uint8_t { Unsigned, Negative, Bytes, Text, Array, Map, Tag, Simple };

constexpr std::uint8_t kIndefinite = 31;
constexpr std::uint64_t kPositiveBignum = 2;
constexpr std::uint64_t kNegativeBignum = 3;
constexpr std::uint64_t kDecimalFraction = 4;
constexpr std::uint64_t kUuid = 37;
constexpr std::size_t kUuidBytes = 16;
constexpr std::size_t kMostBignumBytes = 128; // more than 300 digits
constexpr std::int64_t kMostPlaces = 400;

/// The beginning of a value: what it is, and its number or length.
struct Head {
    Major major = Major::Simple;
    std::uint8_t info = 0;
    std::uint64_t argument = 0;

    [[nodiscard]] bool isIndefinite() const { return info == kIndefinite; }
};

float halfFloat(std::uint64_t bits) {
    const auto exponent = static_cast<int>((bits >> 10U) & 0x1FU);
    const auto mantissa = static_cast<float>(bits & 0x3FFU);
    float value = 0;
    if (exponent == 0)
        value = std::ldexp(mantissa, -24);
    else if (exponent < 31)
        value = std::ldexp(mantissa + 1024, exponent - 25);
    else
        value = mantissa == 0 ? INFINITY : NAN;
    return (bits & 0x8000U) != 0 ? -value : value;
}

class CborReader {
  public:
    CborReader(TreeInput& input, TreeSink& out)
        : m_input(input)
        , m_out(out) {}

    [[nodiscard]] bool value(int depth) { // NOLINT(misc-no-recursion)
        Head head;
        return readHead(head) && valueOf(head, depth);
    }

  private:
    [[nodiscard]] bool readHead(Head& head) {
        std::uint8_t first = 0;
        if (!m_input.byte(first))
            return false;
        head.major = static_cast<Major>(first >> 5U);
        head.info = first & 31U;
        head.argument = head.info;
        if (head.info < 24 || head.info == kIndefinite)
            return true;
        if (head.info > 27)
            return m_input.fail("an invalid length");
        return m_input.number(std::size_t{1} << (head.info - 24U), head.argument);
    }

    [[nodiscard]] bool valueOf(const Head& head, int depth) { // NOLINT(misc-no-recursion)
        if (depth > kMostTreeDepth)
            return m_input.fail("it is nested too deep", FailureKind::TooLarge);
        if (head.isIndefinite() && (head.major < Major::Bytes || head.major == Major::Tag))
            return m_input.fail("an invalid length");
        switch (head.major) {
        case Major::Unsigned:
            if (head.argument <= INT64_MAX)
                m_out.integer(static_cast<std::int64_t>(head.argument));
            else
                m_out.largeInteger(head.argument);
            return true;
        case Major::Negative:
            if (head.argument <= INT64_MAX)
                m_out.integer(-1 - static_cast<std::int64_t>(head.argument));
            else
                m_out.decimal(negativeDigits(head.argument));
            return true;
        case Major::Bytes:
        case Major::Text: {
            std::string scratch;
            std::string_view read;
            if (!stringOf(head, scratch, read))
                return false;
            m_out.text(head.major == Major::Text ? read : std::string_view(base64Text(read)));
            return true;
        }
        case Major::Array:
            return array(head, depth);
        case Major::Map:
            return map(head, depth);
        case Major::Tag:
            return tagged(head.argument, depth);
        case Major::Simple:
            break;
        }
        return simple(head);
    }

    /// The digits of -1 - argument, which an int64 does not hold.
    static std::string negativeDigits(std::uint64_t argument) {
        return argument == UINT64_MAX ? "-18446744073709551616" : "-" + std::to_string(argument + 1);
    }

    /// A string in one part or several; a text has to be UTF-8.
    [[nodiscard]] bool stringOf(const Head& head, std::string& scratch, std::string_view& out) {
        if (!head.isIndefinite())
            return m_input.raw(head.argument, out) && isSound(head.major, out);
        while (true) {
            Head part;
            if (!readHead(part))
                return false;
            if (part.major == Major::Simple && part.isIndefinite()) {
                out = scratch;
                return true;
            }
            std::string_view bytes;
            if (part.major != head.major || part.isIndefinite())
                return m_input.fail("a string with a part of another kind");
            if (!m_input.raw(part.argument, bytes) || !isSound(part.major, bytes))
                return false;
            scratch += bytes;
        }
    }
    [[nodiscard]] bool isSound(Major major, std::string_view bytes) {
        return major != Major::Text || findInvalidUtf8(bytes) == std::string_view::npos ||
               m_input.fail("a text that is not UTF-8");
    }

    /// Calls `each` for the items of an array or map, given the head of the next one.
    template <class Each>
    [[nodiscard]] bool items(const Head& head, Each each) {
        for (std::uint64_t i = 0; head.isIndefinite() || i < head.argument; ++i) {
            Head item;
            if (!readHead(item))
                return false;
            if (head.isIndefinite() && item.major == Major::Simple && item.isIndefinite())
                return true;
            if (!each(item))
                return false;
        }
        return true;
    }

    [[nodiscard]] bool array(const Head& head, int depth) { // NOLINT(misc-no-recursion)
        m_out.beginArray();
        if (!items(head, [&](const Head& item) { return valueOf(item, depth + 1); }))
            return false;
        m_out.endArray();
        return true;
    }

    [[nodiscard]] bool map(const Head& head, int depth) { // NOLINT(misc-no-recursion)
        m_out.beginObject();
        if (!items(head, [&](const Head& item) { return name(item) && value(depth + 1); }))
            return false;
        m_out.endObject();
        return true;
    }

    [[nodiscard]] bool name(const Head& head) {
        std::string scratch;
        std::string_view read;
        switch (head.major) {
        case Major::Text:
            if (!stringOf(head, scratch, read))
                return false;
            break;
        case Major::Bytes:
            if (!stringOf(head, scratch, read))
                return false;
            scratch = base64Text(read);
            read = scratch;
            break;
        case Major::Unsigned:
        case Major::Negative:
            if (head.isIndefinite())
                return m_input.fail("an invalid length");
            scratch =
                head.major == Major::Unsigned ? std::to_string(head.argument) : negativeDigits(head.argument);
            read = scratch;
            break;
        default:
            return m_input.fail("a name that is neither text nor number", FailureKind::DoesNotFit);
        }
        m_out.name(read);
        return true;
    }

    [[nodiscard]] bool tagged(std::uint64_t tag, int depth) { // NOLINT(misc-no-recursion)
        if (depth > kMostTreeDepth)
            return m_input.fail("it is nested too deep", FailureKind::TooLarge);
        Head head;
        if (!readHead(head))
            return false;
        if (head.major == Major::Bytes && (tag == kPositiveBignum || tag == kNegativeBignum)) {
            std::string digits;
            if (!bignum(tag, head, digits))
                return false;
            m_out.decimal(digits);
            return true;
        }
        if (head.major == Major::Bytes && tag == kUuid && head.argument == kUuidBytes) {
            std::string_view bytes;
            if (!m_input.raw(kUuidBytes, bytes))
                return false;
            m_out.text(uuidText(bytes));
            return true;
        }
        if (head.major == Major::Array && tag == kDecimalFraction && head.argument == 2)
            return decimalFraction();
        return valueOf(head, depth + 1);
    }

    [[nodiscard]] bool bignum(std::uint64_t tag, const Head& head, std::string& digits) {
        std::string scratch;
        std::string_view read;
        if (!stringOf(head, scratch, read))
            return false;
        if (read.size() > kMostBignumBytes)
            return m_input.fail("a number of more than 300 digits", FailureKind::TooLarge);
        std::string bytes(1, '\0'); // the sign of a two's complement
        bytes += read;
        if (tag == kNegativeBignum) // stands for -1 - n
            for (char& c : bytes)
                c = static_cast<char>(~static_cast<unsigned char>(c));
        digits = wholeNumberText(bytes);
        return true;
    }

    /// An exponent of ten and a whole number.
    [[nodiscard]] bool decimalFraction() {
        Head exponent;
        Head mantissa;
        if (!readHead(exponent) || !readHead(mantissa))
            return false;
        std::string digits;
        if (mantissa.major == Major::Tag &&
            (mantissa.argument == kPositiveBignum || mantissa.argument == kNegativeBignum)) {
            Head bytes;
            if (!readHead(bytes))
                return false;
            if (bytes.major != Major::Bytes)
                return m_input.fail("an invalid decimal fraction");
            if (!bignum(mantissa.argument, bytes, digits))
                return false;
        } else if (mantissa.major == Major::Unsigned && !mantissa.isIndefinite()) {
            digits = std::to_string(mantissa.argument);
        } else if (mantissa.major == Major::Negative && !mantissa.isIndefinite()) {
            digits = negativeDigits(mantissa.argument);
        } else {
            return m_input.fail("an invalid decimal fraction");
        }
        const bool isDown = exponent.major == Major::Negative;
        if ((!isDown && exponent.major != Major::Unsigned) || exponent.isIndefinite())
            return m_input.fail("an invalid decimal fraction");
        if (exponent.argument >= kMostPlaces)
            return m_input.fail("a number of more than 300 digits", FailureKind::TooLarge);
        m_out.decimal(isDown ? withPlaces(std::move(digits), static_cast<std::size_t>(exponent.argument) + 1)
                             : digits.append(digits == "0" ? 0 : exponent.argument, '0'));
        return true;
    }

    [[nodiscard]] static std::string withPlaces(std::string digits, std::size_t places) {
        const std::size_t sign = digits.starts_with('-') ? 1 : 0;
        if (digits.size() - sign <= places)
            digits.insert(sign, places + 1 - (digits.size() - sign), '0');
        digits.insert(digits.size() - places, 1, '.');
        return digits;
    }

    [[nodiscard]] bool simple(const Head& head) {
        switch (head.info) {
        case 20:
        case 21:
            m_out.truth(head.info == 21);
            return true;
        case 22: // null
        case 23: // undefined
            m_out.null();
            return true;
        case 25:
            m_out.singleFloating(halfFloat(head.argument));
            return true;
        case 26:
            m_out.singleFloating(std::bit_cast<float>(static_cast<std::uint32_t>(head.argument)));
            return true;
        case 27:
            m_out.floating(std::bit_cast<double>(head.argument));
            return true;
        default:
            return m_input.fail(head.isIndefinite() ? "an end without a beginning"
                                                    : "a simple value that has no meaning");
        }
    }

    TreeInput& m_input;
    TreeSink& m_out;
};

} // namespace

bool readCbor(TreeInput& input, TreeSink& out) {
    if (!CborReader(input, out).value(0))
        return false;
    return input.atEnd() || input.fail("something follows the value", FailureKind::DoesNotFit);
}

} // namespace driftwood::decoder
