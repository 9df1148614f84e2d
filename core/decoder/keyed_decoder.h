#pragma once

#include "decoder/decoder.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace driftwood::decoder {

/// Decodes key and value, each by a decoder of its own, into the rows of one schema.
class KeyedDecoder final : public Decoder {
  public:
    /// For a spec with a key format whose schema is sound.
    [[nodiscard]] static Result<std::unique_ptr<Decoder>> make(const DecoderSpec& spec);

    void decode(const broker::RawBatch& batch, records::RecordBatch& rows,
                std::vector<DecodeFailure>& failures) override;

  private:
    /// The decoder of keys or of values, and where its columns are among those of the rows.
    struct Side {
        std::unique_ptr<Decoder> decoder;
        records::RecordBatch rows;
        std::vector<std::size_t> columns;
        std::vector<DecodeFailure> failures;

        Side(std::unique_ptr<Decoder> of, const records::Schema& schema)
            : decoder(std::move(of))
            , rows(std::make_shared<const records::Schema>(schema)) {}
        void decode(const broker::RawBatch& batch);
        /// Appends these of its rows, as missing values for kNoRow.
        void appendTo(records::RecordBatch& out, const std::vector<std::uint32_t>& chosen) const;
    };
    KeyedDecoder(Side value, Side key, bool isBinaryKey, std::optional<std::size_t> keyBytes)
        : m_value(std::move(value))
        , m_key(std::move(key))
        , m_isBinaryKey(isBinaryKey)
        , m_keyBytes(keyBytes) {}

    Side m_value;
    Side m_key;
    bool m_isBinaryKey; ///< its text, which is the rows' key then, is the last of its columns
    std::optional<std::size_t> m_keyBytes; ///< the column of records::kKeyBytesPath, if there is one
};

/// Adds a field of records::kKeyBytesPath where the rows' keys would be another text than the records'.
void keepKeyBytes(DecoderSpec& spec);
/// The spec that decodes the keys as if they were values; their paths are without the prefix.
[[nodiscard]] DecoderSpec keyDecoderSpec(const DecoderSpec& spec);
/// The format and options of such a spec.
[[nodiscard]] KeySpec keySpecOf(const DecoderSpec& spec);
/// Those of the paths that are fields of the key, without the prefix.
[[nodiscard]] std::vector<std::string> keyFieldsOf(const std::vector<std::string>& paths);

} // namespace driftwood::decoder
