#pragma once

#include "decoder/decoder.h"

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace driftwood::decoder {

/// Messages that nest deeper are refused, as libprotobuf does.
inline constexpr int kMostProtobufDepth = 100;

enum class WireType : std::uint8_t { Varint, Fixed64, Bytes, BeginGroup, EndGroup, Fixed32 };

/// Reads Protobuf's wire format from a message, and never beyond its end. After a failed read problem() says
/// why, and what it returned means nothing.
class ProtobufInput {
  public:
    /// `begin`: where the payload that the message belongs to begins, for position().
    explicit ProtobufInput(std::string_view message, const char* begin = nullptr)
        : m_begin(begin != nullptr ? begin : message.data())
        , m_at(message.data())
        , m_end(message.data() + message.size()) {}

    [[nodiscard]] bool atEnd() const { return m_at == m_end; }
    [[nodiscard]] std::size_t left() const { return static_cast<std::size_t>(m_end - m_at); }
    [[nodiscard]] std::size_t position() const { return static_cast<std::size_t>(m_at - m_begin); }
    [[nodiscard]] const char* begin() const { return m_begin; }
    [[nodiscard]] const char* here() const { return m_at; }
    /// The bytes that were read since that place.
    [[nodiscard]] std::string_view since(const char* from) const {
        return {from, static_cast<std::size_t>(m_at - from)};
    }

    bool fail(const char* problem, FailureKind kind = FailureKind::NotThisFormat) {
        m_problem = problem;
        m_kind = kind;
        return false;
    }
    /// Takes the problem of an input of a part of this one.
    bool failAs(const ProtobufInput& part) {
        m_at = part.m_at < m_begin || part.m_at > m_end ? m_end : part.m_at;
        return fail(part.m_problem, part.m_kind);
    }
    [[nodiscard]] const char* problem() const { return m_problem; }
    [[nodiscard]] FailureKind kind() const { return m_kind; }

    [[nodiscard]] bool varint(std::uint64_t& out) {
        if (m_at < m_end && static_cast<unsigned char>(*m_at) < 0x80) {
            out = static_cast<unsigned char>(*m_at++);
            return true;
        }
        return longVarint(out);
    }
    /// A field's number and wire type as they are written.
    [[nodiscard]] bool tag(std::uint32_t& out) {
        std::uint64_t value = 0;
        if (!varint(value))
            return false;
        out = static_cast<std::uint32_t>(value);
        if (value > UINT32_MAX || out < 8)
            return fail("a field without a number");
        return (out & 7U) <= 5 || fail("an unknown wire type");
    }
    [[nodiscard]] bool fixed64(std::uint64_t& out) {
        if (left() < sizeof(out))
            return endsEarly();
        static_assert(std::endian::native == std::endian::little);
        std::memcpy(&out, m_at, sizeof(out));
        m_at += sizeof(out);
        return true;
    }
    [[nodiscard]] bool fixed32(std::uint32_t& out) {
        if (left() < sizeof(out))
            return endsEarly();
        std::memcpy(&out, m_at, sizeof(out));
        m_at += sizeof(out);
        return true;
    }
    [[nodiscard]] bool bytes(std::string_view& out) {
        std::uint64_t size = 0;
        if (!varint(size))
            return false;
        if (size > left())
            return endsEarly();
        out = {m_at, static_cast<std::size_t>(size)};
        m_at += size;
        return true;
    }
    /// Reads past a group whose tag was read; `out` is what it holds.
    [[nodiscard]] bool group(std::uint32_t tag, std::string_view& out, int depth);
    /// Reads past the value of a field whose tag was read.
    [[nodiscard]] bool skip(std::uint32_t tag, int depth);

  private:
    [[nodiscard]] bool longVarint(std::uint64_t& out);
    bool endsEarly() { return fail("it ends early", FailureKind::Truncated); }

    const char* m_begin;
    const char* m_at;
    const char* m_end;
    const char* m_problem = "";
    FailureKind m_kind = FailureKind::NotThisFormat;
};

} // namespace driftwood::decoder
