#pragma once

#include "decoder/column_row.h"
#include "decoder/decoder.h"
#include "decoder/formats/sampler.h"
#include "decoder/formats/single/charset.h"

#include <memory>
#include <optional>
#include <string>

namespace driftwood::decoder {

/// The path of the one field that such payloads have.
inline constexpr std::string_view kSingleValuePath = "value";

/// A format whose payloads are one value without a name.
struct SingleFormat {
    enum class Kind : std::uint8_t { Text, Signed, Unsigned, Floating, Hex, Base64 };

    PayloadFormat format;
    std::string_view what; ///< "a text in UTF-16"
    Kind kind = Kind::Text;
    const char* charset = nullptr; ///< of a text, as iconv knows it; null: UTF-8
    bool isLittleEndian = false;

    [[nodiscard]] records::FieldType type() const {
        switch (kind) {
        case Kind::Signed:
        case Kind::Unsigned:
            return records::FieldType::Int64;
        case Kind::Floating:
            return records::FieldType::Float64;
        default:
            return records::FieldType::Text;
        }
    }
};

/// Decodes payloads that are one value: a text in a character set, an integer of one to eight bytes, a float
/// of four or eight, or bytes that are shown in hexadecimal or base64.
class SingleDecoder final : public Decoder {
  public:
    /// InvalidArgument for a field that such payloads do not have.
    [[nodiscard]] static Result<std::unique_ptr<Decoder>> make(const SingleFormat& format,
                                                               const DecoderSpec& spec);

    void decode(const broker::RawBatch& batch, records::RecordBatch& rows,
                std::vector<DecodeFailure>& failures) override;

  private:
    SingleDecoder(const SingleFormat& format, const DecoderSpec& spec);
    /// Why the payload is not in the format; empty on success.
    [[nodiscard]] std::string append(std::string_view payload);
    [[nodiscard]] std::string appendText(std::string_view payload);
    void toAll(std::string_view text);

    SingleFormat m_format;
    std::vector<std::size_t> m_columns;
    std::optional<Charset> m_charset;
    ColumnRow m_row;
};

[[nodiscard]] std::unique_ptr<Sampler> singleSampler(const SingleFormat& format, const SampleHints& hints);

} // namespace driftwood::decoder
