#include "decoder/formats/single/charset.h"

#include <array>
#include <cerrno>
#include <iconv.h>

namespace driftwood::decoder {

struct Charset::Handle {
    iconv_t descriptor;
};

Charset::Charset(const char* name)
    : m_handle(std::make_unique<Handle>(iconv_open("UTF-8", name))) {}

Charset::~Charset() {
    if (m_handle->descriptor != reinterpret_cast<iconv_t>(-1)) // NOLINT(performance-no-int-to-ptr)
        iconv_close(m_handle->descriptor);
}

std::optional<std::string> Charset::toUtf8(std::string_view bytes, std::size_t& problemAt) {
    problemAt = 0;
    if (m_handle->descriptor == reinterpret_cast<iconv_t>(-1)) // NOLINT(performance-no-int-to-ptr)
        return std::nullopt;
    iconv(m_handle->descriptor, nullptr, nullptr, nullptr, nullptr); // back to its first state
    std::string out;
    std::array<char, 4096> part{};
    char* from = const_cast<char*>(bytes.data()); // iconv does not write to it
    std::size_t left = bytes.size();
    while (left > 0) {
        char* to = part.data();
        std::size_t room = part.size();
        const bool isDone =
            iconv(m_handle->descriptor, &from, &left, &to, &room) != static_cast<std::size_t>(-1);
        const int problem = errno;
        out.append(part.data(), part.size() - room);
        if (!isDone && problem != E2BIG) {
            problemAt = bytes.size() - left;
            return std::nullopt;
        }
    }
    return out;
}

} // namespace driftwood::decoder
