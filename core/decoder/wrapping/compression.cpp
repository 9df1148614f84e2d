#include "decoder/wrapping/compression.h"

#include "decoder/field_limits.h"

#define ZLIB_CONST // zlib then reads its input without asking to write to it

#include <algorithm>
#include <array>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

namespace driftwood::decoder {
namespace {

using namespace std::string_view_literals;

constexpr std::array kCompressions{
    CompressionKind{Compression::Gzip, "gzip", "\x1F\x8B\x08"sv},
    CompressionKind{Compression::Zstd, "zstd", "\x28\xB5\x2F\xFD"sv},
};

constexpr std::size_t kSmallestStep = 4096;
constexpr int kGzipOnly = 16; ///< added to zlib's window bits: expects gzip's header and checks its trailer
constexpr int kZstdWindowLog = 26; ///< the largest window is kMostUnpackedBytes, too

tl::unexpected<Error> damaged(Compression compression, const std::string& why) {
    return fail(ErrorCode::CorruptData, std::string(compressionName(compression)) + ": " + why);
}

tl::unexpected<Error> tooLarge(Compression compression) {
    return fail(ErrorCode::Unsupported, std::string(compressionName(compression)) + ": more than " +
                                            std::to_string(kMostUnpackedBytes >> 20U) +
                                            " MiB when decompressed");
}

/// The part of `out` behind what was there before, which grows with what is decompressed.
class Growing {
  public:
    Growing(std::string& out, std::size_t packed)
        : m_out(out)
        , m_before(out.size())
        , m_step(std::max(kSmallestStep, 4 * packed)) {}

    /// Makes room; false beyond the limit.
    [[nodiscard]] bool grow() {
        const std::size_t room = m_out.size() - m_before;
        if (room > kMostUnpackedBytes)
            return false;
        m_out.resize(m_before + std::min(std::max(2 * room, m_step), kMostUnpackedBytes + 1));
        return true;
    }
    [[nodiscard]] char* at(std::size_t used) { return m_out.data() + m_before + used; }
    [[nodiscard]] std::size_t room(std::size_t used) const { return m_out.size() - m_before - used; }
    void finish(std::size_t used) { m_out.resize(m_before + used); }

  private:
    std::string& m_out;
    std::size_t m_before;
    std::size_t m_step;
};

} // namespace

std::span<const CompressionKind> compressions() { return kCompressions; }

std::vector<Compression> allCompressions() {
    std::vector<Compression> out;
    for (const CompressionKind& kind : kCompressions)
        out.push_back(kind.compression);
    return out;
}

std::string_view compressionName(Compression compression) {
    return std::ranges::find(kCompressions, compression, &CompressionKind::compression)->name;
}

std::optional<Compression> compressionFromName(std::string_view name) {
    const auto* const row = std::ranges::find(kCompressions, name, &CompressionKind::name);
    return row == kCompressions.end() ? std::nullopt : std::optional(row->compression);
}

std::optional<Compression> compressionOf(std::string_view payload) {
    for (const CompressionKind& kind : kCompressions)
        if (payload.starts_with(kind.magic))
            return kind.compression;
    return std::nullopt;
}

Unpacker::Unpacker() = default;
Unpacker::~Unpacker() = default;
Unpacker::Unpacker(Unpacker&&) noexcept = default;
Unpacker& Unpacker::operator=(Unpacker&&) noexcept = default;

void Unpacker::Close::operator()(z_stream_s* stream) const {
    inflateEnd(stream);
    delete stream;
}

void Unpacker::Close::operator()(ZSTD_DCtx_s* context) const { ZSTD_freeDCtx(context); }

Status Unpacker::unpack(Compression compression, std::string_view payload, std::string& out) {
    const std::size_t before = out.size();
    Status done = compression == Compression::Gzip ? gunzip(payload, out) : unzstd(payload, out);
    if (!done)
        out.resize(before);
    return done;
}

Status Unpacker::gunzip(std::string_view payload, std::string& out) {
    if (!m_gzip) {
        auto fresh = std::make_unique<z_stream_s>();
        if (inflateInit2(fresh.get(), MAX_WBITS + kGzipOnly) != Z_OK)
            return fail(ErrorCode::NoMemory, "gzip: no memory to decompress");
        m_gzip.reset(fresh.release());
    }
    z_stream_s& stream = *m_gzip;
    inflateReset(&stream);
    stream.next_in = reinterpret_cast<const Bytef*>(payload.data());
    stream.avail_in = static_cast<uInt>(payload.size());
    Growing room(out, payload.size());
    std::size_t used = 0;
    while (true) {
        if (room.room(used) == 0 && !room.grow())
            return tooLarge(Compression::Gzip);
        stream.next_out = reinterpret_cast<Bytef*>(room.at(used));
        stream.avail_out = static_cast<uInt>(room.room(used));
        const int code = inflate(&stream, Z_NO_FLUSH);
        used = room.room(0) - stream.avail_out;
        if (used > kMostUnpackedBytes)
            return tooLarge(Compression::Gzip);
        if (code == Z_STREAM_END) {
            if (stream.avail_in == 0)
                break;
            inflateReset(&stream); // gzip's data may have several members
            continue;
        }
        if (code != Z_OK && code != Z_BUF_ERROR)
            return damaged(Compression::Gzip, stream.msg == nullptr ? "damaged" : stream.msg);
        if (stream.avail_in == 0 && stream.avail_out > 0)
            return damaged(Compression::Gzip, "it ends before its data does");
    }
    room.finish(used);
    return {};
}

Status Unpacker::unzstd(std::string_view payload, std::string& out) {
    if (!m_zstd) {
        m_zstd.reset(ZSTD_createDCtx());
        if (!m_zstd ||
            ZSTD_isError(ZSTD_DCtx_setParameter(m_zstd.get(), ZSTD_d_windowLogMax, kZstdWindowLog)) != 0)
            return fail(ErrorCode::NoMemory, "zstd: no memory to decompress");
    }
    ZSTD_DCtx_reset(m_zstd.get(), ZSTD_reset_session_only);
    if (const unsigned long long stated = ZSTD_getFrameContentSize(payload.data(), payload.size());
        stated != ZSTD_CONTENTSIZE_UNKNOWN && stated != ZSTD_CONTENTSIZE_ERROR && stated > kMostUnpackedBytes)
        return tooLarge(Compression::Zstd);
    ZSTD_inBuffer in{payload.data(), payload.size(), 0};
    Growing room(out, payload.size());
    std::size_t used = 0;
    while (true) {
        if (room.room(used) == 0 && !room.grow())
            return tooLarge(Compression::Zstd);
        ZSTD_outBuffer to{room.at(0), room.room(0), used};
        const std::size_t left = ZSTD_decompressStream(m_zstd.get(), &to, &in);
        used = to.pos;
        if (used > kMostUnpackedBytes)
            return tooLarge(Compression::Zstd);
        if (ZSTD_isError(left) != 0)
            return ZSTD_getErrorCode(left) == ZSTD_error_frameParameter_windowTooLarge
                       ? tooLarge(Compression::Zstd)
                       : damaged(Compression::Zstd, ZSTD_getErrorName(left));
        if (left == 0 && in.pos == in.size)
            break;
        if (in.pos == in.size && to.pos < to.size)
            return damaged(Compression::Zstd, "it ends before its data does");
    }
    room.finish(used);
    return {};
}

} // namespace driftwood::decoder
