#include "decoder/wrapping/unpacking_decoder.h"

#include "decoder/formats/format.h"

#include <algorithm>

namespace driftwood::decoder {
namespace {

/// So much is decompressed before it is decoded: the memory is this and one payload, however large batches
/// are.
constexpr std::size_t kChunkBytes = std::size_t{4} << 20U;

/// The headers of records that follow each other in a batch.
class HeadersOf final : public broker::RawBatch::Owner {
  public:
    HeadersOf(const broker::RawBatch& batch, std::size_t first)
        : m_batch(batch)
        , m_first(first) {}
    [[nodiscard]] broker::Headers headers(std::size_t index) const override {
        return m_batch.headers(m_first + index);
    }
    [[nodiscard]] std::optional<std::string_view> header(std::size_t index, const char* name) const override {
        return m_batch.header(m_first + index, name);
    }

  private:
    const broker::RawBatch& m_batch;
    std::size_t m_first;
};

} // namespace

std::optional<Compression> UnpackingDecoder::compressionOfRecord(const broker::RawRecord& record) const {
    const auto found = record.hasValue ? compressionOf(record.value) : std::nullopt;
    return found && std::ranges::find(m_unpack, *found) != m_unpack.end() ? found : std::nullopt;
}

void UnpackingDecoder::flush(const broker::RawBatch& batch, std::size_t first, records::RecordBatch& rows,
                             std::vector<DecodeFailure>& failures) {
    if (m_records.empty())
        return;
    for (const Unpacked& of : m_unpacked)
        m_records[of.record].value = std::string_view(m_bytes).substr(of.begin, of.end - of.begin);
    const broker::RawBatch part(std::make_unique<const HeadersOf>(batch, first), std::move(m_records));
    m_inner->decode(part, rows, failures);
    m_records.clear();
    m_unpacked.clear();
    m_bytes.clear();
    if (m_bytes.capacity() > 2 * kChunkBytes)
        m_bytes.shrink_to_fit();
}

void UnpackingDecoder::decode(const broker::RawBatch& batch, records::RecordBatch& rows,
                              std::vector<DecodeFailure>& failures) {
    const auto isPacked = [this](const broker::RawRecord& of) { return compressionOfRecord(of).has_value(); };
    if (std::ranges::none_of(batch.records(), isPacked))
        return m_inner->decode(batch, rows, failures);
    std::size_t first = 0;
    for (std::size_t i = 0; i < batch.size(); ++i) {
        const broker::RawRecord& record = batch.records()[i];
        if (const auto compression = compressionOfRecord(record)) {
            const std::size_t begin = m_bytes.size();
            if (Status done = m_unpacker.unpack(*compression, record.value, m_bytes); !done) {
                flush(batch, first, rows, failures); // failures stay in the batch's order
                first = i + 1;
                const bool isTooLarge = done.error().code == ErrorCode::Unsupported;
                failures.push_back({{record.partition, record.offset},
                                    std::move(done.error().what),
                                    isTooLarge ? FailureKind::TooLarge : FailureKind::NotThisFormat});
                continue;
            }
            m_unpacked.push_back({m_records.size(), begin, m_bytes.size()});
        }
        m_records.push_back(record);
        if (m_bytes.size() >= kChunkBytes) {
            flush(batch, first, rows, failures);
            first = i + 1;
        }
    }
    flush(batch, first, rows, failures);
}

Result<std::unique_ptr<Decoder>> payloadDecoder(const DecoderSpec& spec) {
    auto decoder = formatOf(spec.format).decoder(spec);
    if (decoder && !spec.unpack.empty())
        return std::make_unique<UnpackingDecoder>(spec.unpack, std::move(*decoder));
    return decoder;
}

} // namespace driftwood::decoder
