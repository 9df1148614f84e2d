#pragma once

#include "decoder/decoder.h"
#include "decoder/wrapping/compression.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace driftwood::decoder {

/// Decompresses payloads before another decoder takes them; those that are not compressed are left as they
/// are. A payload that cannot be decompressed is a failure.
class UnpackingDecoder final : public Decoder {
  public:
    UnpackingDecoder(std::vector<Compression> unpack, std::unique_ptr<Decoder> inner)
        : m_unpack(std::move(unpack))
        , m_inner(std::move(inner)) {}

    void decode(const broker::RawBatch& batch, records::RecordBatch& rows,
                std::vector<DecodeFailure>& failures) override;

  private:
    /// A record of m_records whose payload is in m_bytes.
    struct Unpacked {
        std::size_t record = 0;
        std::size_t begin = 0;
        std::size_t end = 0;
    };
    [[nodiscard]] std::optional<Compression> compressionOfRecord(const broker::RawRecord& record) const;
    /// Hands on what was collected, which begins with this record of the batch.
    void flush(const broker::RawBatch& batch, std::size_t first, records::RecordBatch& rows,
               std::vector<DecodeFailure>& failures);

    std::vector<Compression> m_unpack;
    std::unique_ptr<Decoder> m_inner;
    Unpacker m_unpacker;
    std::vector<broker::RawRecord> m_records;
    std::vector<Unpacked> m_unpacked;
    std::string m_bytes;
};

/// The decoder of a spec's format, which takes what `unpack` names decompressed. The spec's key and envelopes
/// are left out.
[[nodiscard]] Result<std::unique_ptr<Decoder>> payloadDecoder(const DecoderSpec& spec);

} // namespace driftwood::decoder
