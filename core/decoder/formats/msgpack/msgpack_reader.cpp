#include "decoder/formats/msgpack/msgpack_reader.h"

#include "decoder/formats/json/json_index.h"
#include "decoder/value_text.h"

#include <string>

namespace driftwood::decoder {
namespace {

constexpr std::uint8_t kTimestampType = 0xFF; // -1

class MessagePackReader {
  public:
    MessagePackReader(TreeInput& input, TreeSink& out)
        : m_input(input)
        , m_out(out) {}

    [[nodiscard]] bool value(int depth) { // NOLINT(misc-no-recursion)
        if (depth > kMostTreeDepth)
            return m_input.fail("it is nested too deep", FailureKind::TooLarge);
        std::uint8_t first = 0;
        if (!m_input.byte(first))
            return false;
        if (first < 0x80 || first >= 0xE0) {
            m_out.integer(static_cast<std::int8_t>(first));
            return true;
        }
        if (first < 0x90)
            return map(first & 15U, depth);
        if (first < 0xA0)
            return array(first & 15U, depth);
        std::string_view bytes;
        if (first < 0xC0)
            return m_input.raw(first & 31U, bytes) && text(bytes);
        return longValue(first, depth);
    }

  private:
    [[nodiscard]] bool longValue(std::uint8_t first, int depth) { // NOLINT(misc-no-recursion)
        std::string_view bytes;
        std::uint64_t number = 0;
        float single = 0;
        double floating = 0;
        switch (first) {
        case 0xC0:
            m_out.null();
            return true;
        case 0xC2:
        case 0xC3:
            m_out.truth(first == 0xC3);
            return true;
        case 0xC4: // binary of 1, 2 or 4 bytes of length
        case 0xC5:
        case 0xC6:
            if (!sized(first - 0xC4U, bytes))
                return false;
            m_out.text(base64Text(bytes));
            return true;
        case 0xC7: // extension of 1, 2 or 4 bytes of length
        case 0xC8:
        case 0xC9:
            return m_input.number(std::size_t{1} << (first - 0xC7U), number) && extension(number);
        case 0xCA:
            if (!m_input.single(single))
                return false;
            m_out.singleFloating(single);
            return true;
        case 0xCB:
            if (!m_input.floating(floating))
                return false;
            m_out.floating(floating);
            return true;
        case 0xCC: // unsigned of 1 to 8 bytes
        case 0xCD:
        case 0xCE:
        case 0xCF:
            if (!m_input.number(std::size_t{1} << (first - 0xCCU), number))
                return false;
            if (number <= INT64_MAX)
                m_out.integer(static_cast<std::int64_t>(number));
            else
                m_out.largeInteger(number);
            return true;
        case 0xD0: // signed of 1 to 8 bytes
        case 0xD1:
        case 0xD2:
        case 0xD3: {
            const std::size_t size = std::size_t{1} << (first - 0xD0U);
            if (!m_input.number(size, number))
                return false;
            const auto unused = static_cast<unsigned>(64 - 8 * size);
            m_out.integer(static_cast<std::int64_t>(number << unused) >> unused);
            return true;
        }
        case 0xD4: // extension of 1 to 16 bytes
        case 0xD5:
        case 0xD6:
        case 0xD7:
        case 0xD8:
            return extension(std::uint64_t{1} << (first - 0xD4U));
        case 0xD9: // text of 1, 2 or 4 bytes of length
        case 0xDA:
        case 0xDB:
            return sized(first - 0xD9U, bytes) && text(bytes);
        case 0xDC:
        case 0xDD:
            return m_input.number(first == 0xDC ? 2 : 4, number) && array(number, depth);
        case 0xDE:
        case 0xDF:
            return m_input.number(first == 0xDE ? 2 : 4, number) && map(number, depth);
        default:
            return m_input.fail("a byte that MessagePack does not use");
        }
    }

    /// Bytes after their length, which has 2^power bytes.
    [[nodiscard]] bool sized(unsigned power, std::string_view& out) {
        std::uint64_t size = 0;
        return m_input.number(std::size_t{1} << power, size) && m_input.raw(size, out);
    }

    [[nodiscard]] bool isUtf8(std::string_view bytes) {
        return findInvalidUtf8(bytes) == std::string_view::npos || m_input.fail("a text that is not UTF-8");
    }
    [[nodiscard]] bool text(std::string_view bytes) {
        if (!isUtf8(bytes))
            return false;
        m_out.text(bytes);
        return true;
    }

    [[nodiscard]] bool array(std::uint64_t count, int depth) { // NOLINT(misc-no-recursion)
        m_out.beginArray();
        for (std::uint64_t i = 0; i < count; ++i)
            if (!value(depth + 1))
                return false;
        m_out.endArray();
        return true;
    }

    [[nodiscard]] bool map(std::uint64_t count, int depth) { // NOLINT(misc-no-recursion)
        m_out.beginObject();
        for (std::uint64_t i = 0; i < count; ++i)
            if (!name() || !value(depth + 1))
                return false;
        m_out.endObject();
        return true;
    }

    [[nodiscard]] bool name() {
        std::uint8_t first = 0;
        if (!m_input.byte(first))
            return false;
        std::string_view bytes;
        std::uint64_t number = 0;
        std::string written;
        if (first < 0x80 || first >= 0xE0) {
            written = std::to_string(static_cast<int>(static_cast<std::int8_t>(first)));
        } else if (first >= 0xA0 && first < 0xC0) {
            if (!m_input.raw(first & 31U, bytes))
                return false;
        } else if (first >= 0xD9 && first <= 0xDB) {
            if (!sized(first - 0xD9U, bytes))
                return false;
        } else if (first >= 0xC4 && first <= 0xC6) {
            if (!sized(first - 0xC4U, bytes))
                return false;
            written = base64Text(bytes);
        } else if (first >= 0xCC && first <= 0xCF) {
            if (!m_input.number(std::size_t{1} << (first - 0xCCU), number))
                return false;
            written = std::to_string(number);
        } else if (first >= 0xD0 && first <= 0xD3) {
            const std::size_t size = std::size_t{1} << (first - 0xD0U);
            if (!m_input.number(size, number))
                return false;
            const auto unused = static_cast<unsigned>(64 - 8 * size);
            written = std::to_string(static_cast<std::int64_t>(number << unused) >> unused);
        } else {
            return m_input.fail("a name that is neither text nor number", FailureKind::DoesNotFit);
        }
        const std::string_view shown = written.empty() ? bytes : std::string_view(written);
        if (!isUtf8(shown))
            return false;
        m_out.name(shown);
        return true;
    }

    [[nodiscard]] bool extension(std::uint64_t size) {
        std::uint8_t type = 0;
        std::string_view bytes;
        if (!m_input.byte(type) || !m_input.raw(size, bytes))
            return false;
        const std::string time = type == kTimestampType ? timestamp(bytes) : std::string();
        m_out.text(time.empty() ? base64Text(bytes) : time);
        return true;
    }

    /// Seconds in 32 bits; nanoseconds in 30 and seconds in 34; or in 32 and 64. Empty for any other.
    static std::string timestamp(std::string_view bytes) {
        TreeInput parts(bytes);
        std::uint64_t first = 0;
        std::uint64_t seconds = 0;
        if (bytes.size() == 4 && parts.number(4, seconds))
            return instantText(static_cast<std::int64_t>(seconds), 0);
        if (bytes.size() == 8 && parts.number(8, first))
            return instantText(static_cast<std::int64_t>(first & 0x3FFFFFFFFU),
                               static_cast<std::int32_t>(first >> 34U));
        if (bytes.size() == 12 && parts.number(4, first) && parts.number(8, seconds) && first < 1'000'000'000)
            return instantText(static_cast<std::int64_t>(seconds), static_cast<std::int32_t>(first));
        return {};
    }

    TreeInput& m_input;
    TreeSink& m_out;
};

} // namespace

bool readMessagePack(TreeInput& input, TreeSink& out) {
    if (!MessagePackReader(input, out).value(0))
        return false;
    return input.atEnd() || input.fail("something follows the value", FailureKind::DoesNotFit);
}

} // namespace driftwood::decoder
