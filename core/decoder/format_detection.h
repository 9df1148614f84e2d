#pragma once

#include "broker/raw_batch.h"
#include "decoder/detection.h"
#include "decoder/formats/sampler.h"
#include "decoder/registry/schema_key.h"
#include "decoder/registry/schema_naming.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::decoder {

/// Offers payloads of a sample to the formats and finds out which of them reads most. Not thread-safe.
class FormatDetection {
  public:
    /// `stated`: the user says that the payloads are in this format, which is asked first.
    FormatDetection(SampleHints hints, bool ofKeys, std::optional<PayloadFormat> stated = std::nullopt);
    ~FormatDetection();
    FormatDetection(FormatDetection&&) noexcept;

    /// Takes the value, or the key, of a record.
    void add(const broker::RawBatch& batch, std::size_t record);
    /// Bytes of payloads that are kept until the end.
    [[nodiscard]] std::size_t keptBytes() const;

    /// Bytes that were decompressed so far; these take time, and nobody bounds how many there are.
    [[nodiscard]] std::size_t unpackedBytes() const { return m_unpackedBytes; }

    /// The format of most payloads, or of all the one named; the first of equals.
    [[nodiscard]] SampledFormat best(std::optional<PayloadFormat> of = std::nullopt) const;
    [[nodiscard]] Detection finish() const;

  private:
    struct Tried {
        PayloadFormat format;
        std::unique_ptr<Sampler> sampler;
    };
    void offer(std::string_view payload, const SchemaNaming& named, const HeaderSchema& header);
    void noteAttributes(const broker::RawBatch& batch, std::size_t record);
    /// The payload without its compression, if it has one; null for one that cannot be decompressed.
    [[nodiscard]] std::optional<std::string_view> unpacked(std::string_view payload);
    [[nodiscard]] const std::vector<SampledFormat>& findings() const;

    std::vector<Tried> m_tried;
    bool m_ofKeys;
    bool m_asks; ///< there is a book to ask for schemas
    Detection m_seen;
    std::int64_t m_events = 0;             ///< records whose headers are those of an envelope
    std::vector<std::string> m_attributes; ///< of these
    Unpacker m_unpacker;
    std::string m_bytes; ///< of the payload that is looked at
    std::size_t m_unpackedBytes = 0;
    mutable std::vector<SampledFormat> m_findings; ///< of each of m_tried; empty until they are asked for
};

} // namespace driftwood::decoder
