#pragma once

#include "decoder/decoder.h"

#include <memory>
#include <optional>
#include <string>

namespace driftwood::decoder {

/// Payloads, or keys, of a format for people to read: Avro as its JSON, a text format as it is.
class PayloadText {
  public:
    struct Read {
        std::string text;
        std::string problem;                ///< why there is no text; empty on success
        std::shared_ptr<const Error> fault; ///< the registry's, if it is its fault
    };

    /// `sample`: records that tell which schemas are named, and how. NotFound when none of them is in the
    /// format. Without a format: that of most of them, of those with schemas.
    [[nodiscard]] static Result<PayloadText> create(std::optional<PayloadFormat> format,
                                                    const SchemaSource& book, bool ofKeys,
                                                    const broker::RawBatch& sample);

    /// As a spec decodes them. Asks no registry: schemas that the spec's book has not met are a problem.
    [[nodiscard]] static Result<PayloadText> of(const DecoderSpec& spec, bool ofKeys);

    /// For a record that has the value, or the key. Compressed ones are decompressed if the spec says so.
    [[nodiscard]] Read read(const broker::RawRecord& record, const broker::Headers& headers);

  private:
    PayloadText(std::unique_ptr<Decoder> decoder, bool ofKeys, const records::Schema& schema, bool isJson,
                std::vector<Compression> unpack);
    [[nodiscard]] Read readText(std::string_view payload);

    std::unique_ptr<Decoder> m_decoder; ///< null: texts are taken as they are
    bool m_ofKeys;
    bool m_isJson;                     ///< a registry's frame before a text is left out
    std::vector<Compression> m_unpack; ///< of texts; the decoder has its own
    Unpacker m_unpacker;
    std::string m_bytes; ///< of the text that was decompressed last
    records::RecordBatch m_rows;
};

} // namespace driftwood::decoder
