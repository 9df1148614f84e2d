#pragma once

#include "decoder/decoder.h"
#include "decoder/masking/masks.h"
#include "decoder/schema_inference.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace driftwood::decoder {

/// Values and keys for people to read, with what is masked replaced.
class TextMasking {
  public:
    /// `spec` may be null: nothing is known of the payloads.
    TextMasking(const broker::FieldMasks& masks, const DecoderSpec* spec);
    /// A payload as the spec's format writes it, or its JSON where the format is binary. Nothing where what
    /// is masked cannot be told from the rest.
    [[nodiscard]] std::optional<std::string> value(std::string_view text) const;
    [[nodiscard]] std::optional<std::string> key(std::string_view text) const;
    /// The value of one field by its name; nothing where it is hidden.
    [[nodiscard]] std::optional<std::string> field(std::string_view name, std::string_view text) const;

  private:
    Masks m_masks;
    bool m_isMasked; ///< some field of the values
    PayloadFormat m_format = PayloadFormat::Hex;
    bool m_isPlain = false; ///< no name that the format gives is masked
};

/// Masks what another decoder gives. Masked fields are texts; hidden ones are missing.
class MaskingDecoder final : public Decoder {
  public:
    /// For a spec with masks whose schema is sound. InvalidArgument for a masked field that is no text.
    [[nodiscard]] static Result<std::unique_ptr<Decoder>> make(const DecoderSpec& spec);

    void decode(const broker::RawBatch& batch, records::RecordBatch& rows,
                std::vector<DecodeFailure>& failures) override;

  private:
    MaskingDecoder(std::unique_ptr<Decoder> inner, const DecoderSpec& spec);
    void take(std::size_t field, records::Column& out) const;
    /// JSON of something in which fields are masked.
    [[nodiscard]] std::string maskedWithin(std::size_t field, std::string_view json) const;
    /// Whether the field is a payload as a whole, as text.
    [[nodiscard]] bool isWhole(const records::Field& field) const;

    std::unique_ptr<Decoder> m_inner;
    Masks m_masks;
    bool m_isOneValue;   ///< the format has one value without a name
    TextMasking m_texts; ///< for payloads that are one text
    records::RecordBatch m_rows;
    std::vector<std::optional<broker::MaskKind>> m_kinds; ///< of the fields
    std::vector<std::vector<std::string>> m_within; ///< of the fields: the names by which masks lie in them
};

/// A key as it may be shown; nothing for one that is hidden, or in which what is masked cannot be told from
/// the rest.
[[nodiscard]] std::optional<std::string> maskedKey(const Masks& masks, std::string_view key);

/// Puts the masks into an inferred spec: masked fields become texts without an example, hidden ones are left
/// out.
void maskInferred(const broker::FieldMasks& masks, InferredSchema& inferred);

/// Takes the fields of an inferred spec out of envelopes, see unwrapFields(). What its masks name without the
/// envelope becomes a text, too, and is left out where it is hidden.
[[nodiscard]] Status unwrapInferred(const std::vector<EnvelopeKind>& unwrap, InferredSchema& inferred);

} // namespace driftwood::decoder
