#include "dataset/digest.h"

#include <openssl/evp.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <type_traits>

namespace driftwood::dataset {
namespace {

// Many small pieces go to OpenSSL as one: its entry costs more than hashing a timestamp.
constexpr std::size_t kBufferBytes = 16U * 1024U;

template <class T>
void appendLittleEndian(std::string& out, T value) {
    auto bits = static_cast<std::make_unsigned_t<T>>(value);
    for (std::size_t i = 0; i < sizeof(T); ++i) {
        out.push_back(static_cast<char>(bits & 0xFFU));
        bits >>= 8U;
    }
}

void appendOptional(std::string& out, bool present, std::string_view bytes) {
    appendLittleEndian(out, present ? static_cast<std::int64_t>(bytes.size()) : std::int64_t{-1});
    if (present)
        out.append(bytes);
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
            "OpenSSL cannot compute SHA-256"); // a broken installation; nothing can go on
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
    thread_local std::string bytes;
    bytes.clear();
    appendLittleEndian(bytes, record.partition.value);
    appendLittleEndian(bytes, record.offset.value);
    appendLittleEndian(bytes, record.timestamp.value);
    appendOptional(bytes, record.hasKey, record.key);
    appendOptional(bytes, record.hasValue, record.value);
    digest.update(bytes);
}

std::string sha256Hex(std::string_view bytes) {
    Sha256 digest;
    digest.update(bytes);
    return digest.finish();
}

} // namespace driftwood::dataset
