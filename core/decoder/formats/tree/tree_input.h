#pragma once

#include "decoder/decoder.h"

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace driftwood::decoder {

/// Reads big-endian parts of a payload, and never beyond its end. After a failed read problem() says why, and
/// what it returned means nothing.
class TreeInput {
  public:
    explicit TreeInput(std::string_view payload)
        : m_payload(payload) {}

    [[nodiscard]] bool atEnd() const { return m_at == m_payload.size(); }
    [[nodiscard]] std::size_t left() const { return m_payload.size() - m_at; }
    [[nodiscard]] std::size_t position() const { return m_at; }

    bool fail(const char* problem, FailureKind kind = FailureKind::NotThisFormat) {
        m_problem = problem;
        m_kind = kind;
        return false;
    }
    [[nodiscard]] const char* problem() const { return m_problem; }
    [[nodiscard]] FailureKind kind() const { return m_kind; }

    [[nodiscard]] bool raw(std::uint64_t size, std::string_view& out) {
        if (size > left())
            return fail("it ends early", FailureKind::Truncated);
        out = m_payload.substr(m_at, static_cast<std::size_t>(size));
        m_at += out.size();
        return true;
    }
    [[nodiscard]] bool byte(std::uint8_t& out) {
        std::string_view bytes;
        if (!raw(1, bytes))
            return false;
        out = static_cast<std::uint8_t>(bytes.front());
        return true;
    }
    /// A number without sign of up to eight bytes.
    [[nodiscard]] bool number(std::size_t size, std::uint64_t& out) {
        std::string_view bytes;
        if (!raw(size, bytes))
            return false;
        out = 0;
        for (const char c : bytes)
            out = (out << 8U) | static_cast<unsigned char>(c);
        return true;
    }
    [[nodiscard]] bool single(float& out) {
        std::uint64_t bits = 0;
        if (!number(4, bits))
            return false;
        out = std::bit_cast<float>(static_cast<std::uint32_t>(bits));
        return true;
    }
    [[nodiscard]] bool floating(double& out) {
        std::uint64_t bits = 0;
        if (!number(8, bits))
            return false;
        out = std::bit_cast<double>(bits);
        return true;
    }

  private:
    std::string_view m_payload;
    std::size_t m_at = 0;
    const char* m_problem = "";
    FailureKind m_kind = FailureKind::NotThisFormat;
};

} // namespace driftwood::decoder
