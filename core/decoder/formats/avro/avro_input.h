#pragma once

#include "decoder/decoder.h"
#include "decoder/formats/avro/avro_schema.h"

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace driftwood::decoder {

/// Values that nest deeper are refused.
inline constexpr int kMostAvroDepth = 256;
/// Steps that one payload may take besides some for each of its bytes: values such as null and empty records
/// take none of its bytes, and a few bytes could otherwise ask for billions of them.
inline constexpr std::size_t kFreeAvroSteps = 200'000;

/// Reads Avro's binary encoding from a payload, and never beyond its end. After a failed read problem() says
/// why, and what it returned means nothing.
class AvroInput {
  public:
    explicit AvroInput(std::string_view payload)
        : m_begin(payload.data())
        , m_at(payload.data())
        , m_end(payload.data() + payload.size())
        , m_steps(16 * payload.size() + kFreeAvroSteps) {}

    [[nodiscard]] bool atEnd() const { return m_at == m_end; }
    [[nodiscard]] std::size_t left() const { return static_cast<std::size_t>(m_end - m_at); }
    [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(m_end - m_begin); }
    [[nodiscard]] std::size_t position() const { return static_cast<std::size_t>(m_at - m_begin); }
    /// Reads the same bytes again, as another column needs them.
    void goBackTo(std::size_t position) { m_at = m_begin + position; }

    [[nodiscard]] bool fail(const char* problem, FailureKind kind = FailureKind::NotThisFormat) {
        m_problem = problem;
        m_kind = kind;
        return false;
    }
    [[nodiscard]] const char* problem() const { return m_problem; }
    [[nodiscard]] FailureKind kind() const { return m_kind; }

    /// To be called for each value.
    [[nodiscard]] bool step() {
        return m_steps-- > 0 || fail("more values than such a payload can have", FailureKind::TooLarge);
    }

    [[nodiscard]] bool number(std::int64_t& out) {
        std::uint64_t bits = 0;
        for (unsigned shift = 0; shift < 70; shift += 7) {
            if (m_at == m_end)
                return endsEarly();
            const auto byte = static_cast<unsigned char>(*m_at++);
            if (shift == 63 && byte > 1)
                return fail("a number of more than 64 bits");
            bits |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
            if (byte < 0x80) {
                out = static_cast<std::int64_t>((bits >> 1U) ^ (0 - (bits & 1U)));
                return true;
            }
        }
        return fail("a number of more than 64 bits");
    }
    [[nodiscard]] bool smallNumber(std::int64_t& out) {
        return number(out) && ((out >= INT32_MIN && out <= INT32_MAX) || fail("an int of more than 32 bits"));
    }
    /// An index below `count`, of a union's branch or an enum's symbol.
    [[nodiscard]] bool index(std::size_t count, std::size_t& out, const char* otherwise) {
        std::int64_t value = 0;
        if (!number(value))
            return false;
        out = static_cast<std::size_t>(value);
        return (value >= 0 && out < count) || fail(otherwise);
    }
    [[nodiscard]] bool boolean(bool& out) {
        if (m_at == m_end)
            return endsEarly();
        const char byte = *m_at++;
        out = byte == 1;
        return (byte & ~1) == 0 || fail("a boolean that is neither 0 nor 1");
    }
    template <class T>
    [[nodiscard]] bool floating(T& out) {
        std::string_view bytes;
        if (!raw(sizeof(T), bytes))
            return false;
        static_assert(std::endian::native == std::endian::little);
        std::memcpy(&out, bytes.data(), sizeof(T));
        return true;
    }
    [[nodiscard]] bool raw(std::size_t size, std::string_view& out) {
        if (size > left())
            return endsEarly();
        out = {m_at, size};
        m_at += size;
        return true;
    }
    [[nodiscard]] bool sized(std::string_view& out) {
        std::int64_t size = 0;
        if (!number(size))
            return false;
        return size < 0 ? fail("a negative length") : raw(static_cast<std::size_t>(size), out);
    }
    /// The number of items in the next block of an array or map; 0 at its end. `bytes`: the block's size
    /// where it is written, otherwise -1.
    [[nodiscard]] bool block(std::int64_t& items, std::int64_t& bytes) {
        bytes = -1;
        if (!number(items))
            return false;
        if (items >= 0)
            return true;
        if (items == INT64_MIN || !number(bytes))
            return fail("a block without end");
        items = -items;
        return (bytes >= 0 && static_cast<std::uint64_t>(bytes) <= left()) || endsEarly();
    }

  private:
    bool endsEarly() { return fail("it ends early", FailureKind::Truncated); }

    const char* m_begin;
    const char* m_at;
    const char* m_end;
    std::size_t m_steps;
    const char* m_problem = "";
    FailureKind m_kind = FailureKind::NotThisFormat;
};

} // namespace driftwood::decoder
