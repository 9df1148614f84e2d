#include "dataset/digest.h"

#include <openssl/evp.h>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <type_traits>

namespace driftwood::dataset {
namespace {

// Small pieces are buffered: calling OpenSSL costs more than hashing a timestamp.
constexpr std::size_t kBufferBytes = std::size_t{16} * 1024;

/// Writes `value` as little-endian bytes and returns the position after it.
template <class T>
char* putLittleEndian(char* to, T value) {
    auto bits = static_cast<std::make_unsigned_t<T>>(value);
    if constexpr (std::endian::native == std::endian::little) {
        std::memcpy(to, &bits, sizeof bits);
    } else {
        for (std::size_t i = 0; i < sizeof bits; ++i, bits >>= 8U)
            to[i] = static_cast<char>(bits & 0xFFU);
    }
    return to + sizeof bits;
}

std::int64_t lengthOrAbsent(bool present, std::string_view bytes) {
    return present ? static_cast<std::int64_t>(bytes.size()) : std::int64_t{-1};
}

} // namespace

struct Sha256::State {
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
    std::string buffer;

    void flush() {
        EVP_DigestUpdate(context.get(), buffer.data(), buffer.size());
        buffer.clear();
    }
};

Sha256::Sha256()
    : m_state(std::make_unique<State>()) {
    m_state->buffer.reserve(kBufferBytes);
    if (EVP_DigestInit_ex(m_state->context.get(), EVP_sha256(), nullptr) != 1)
        throw std::runtime_error(
            "OpenSSL cannot compute SHA-256"); // a broken installation; no recovery is possible
}

Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(std::string_view bytes) {
    if (m_state->buffer.size() + bytes.size() > kBufferBytes)
        m_state->flush();
    m_state->buffer.append(bytes);
}

std::string Sha256::finish() {
    m_state->flush();
    std::array<unsigned char, 32> digest{};
    EVP_DigestFinal_ex(m_state->context.get(), digest.data(), nullptr);
    std::string hex;
    hex.reserve(2 * digest.size());
    for (const unsigned char byte : digest) {
        hex.push_back("0123456789abcdef"[byte >> 4U]);
        hex.push_back("0123456789abcdef"[byte & 0xFU]);
    }
    return hex;
}

void updateWithRecord(Sha256& digest, const broker::RawRecord& record) {
    std::array<char, sizeof record.partition.value + sizeof record.offset.value +
                         sizeof record.timestamp.value + sizeof(std::int64_t)>
        head; // NOLINT(cppcoreguidelines-pro-type-member-init): written whole below
    char* to = putLittleEndian(head.data(), record.partition.value);
    to = putLittleEndian(to, record.offset.value);
    to = putLittleEndian(to, record.timestamp.value);
    putLittleEndian(to, lengthOrAbsent(record.hasKey, record.key));
    digest.update({head.data(), head.size()});
    if (record.hasKey)
        digest.update(record.key);
    std::array<char, sizeof(std::int64_t)> length{};
    putLittleEndian(length.data(), lengthOrAbsent(record.hasValue, record.value));
    digest.update({length.data(), length.size()});
    if (record.hasValue)
        digest.update(record.value);
}

std::string sha256Hex(std::string_view bytes) {
    Sha256 digest;
    digest.update(bytes);
    return digest.finish();
}

} // namespace driftwood::dataset
