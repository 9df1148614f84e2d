#pragma once

#include "base/result.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct z_stream_s;
struct ZSTD_DCtx_s;

namespace driftwood::decoder {

/// How producers compress a payload by themselves, before Kafka compresses batches of them.
enum class Compression : std::uint8_t { Gzip, Zstd };

/// A row of the table of compressions.
struct CompressionKind {
    Compression compression;
    std::string_view name;  ///< "gzip": in manifests, and as people write it
    std::string_view magic; ///< the first bytes of each such payload
};

[[nodiscard]] std::span<const CompressionKind> compressions();
[[nodiscard]] std::vector<Compression> allCompressions();
[[nodiscard]] std::string_view compressionName(Compression compression);
[[nodiscard]] std::optional<Compression> compressionFromName(std::string_view name);
/// By the first bytes; nothing for a payload that begins otherwise.
[[nodiscard]] std::optional<Compression> compressionOf(std::string_view payload);

/// Decompresses payloads one after the other, each of at most kMostUnpackedBytes (field_limits.h), whatever
/// its beginning claims. Not thread-safe.
class Unpacker {
  public:
    Unpacker();
    ~Unpacker();
    Unpacker(Unpacker&&) noexcept;
    Unpacker& operator=(Unpacker&&) noexcept;

    /// Appends to `out`, which is as it was after a failure: Unsupported for a payload beyond the limit,
    /// CorruptData for one that is damaged, ends too early, or has something behind it.
    [[nodiscard]] Status unpack(Compression compression, std::string_view payload, std::string& out);

  private:
    [[nodiscard]] Status gunzip(std::string_view payload, std::string& out);
    [[nodiscard]] Status unzstd(std::string_view payload, std::string& out);

    struct Close {
        void operator()(z_stream_s* stream) const;
        void operator()(ZSTD_DCtx_s* context) const;
    };
    std::unique_ptr<z_stream_s, Close> m_gzip; ///< made when first needed, as is the other
    std::unique_ptr<ZSTD_DCtx_s, Close> m_zstd;
};

} // namespace driftwood::decoder
