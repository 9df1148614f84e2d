#pragma once

#include "decoder/decoder.h"
#include "decoder/formats/avro/avro_row.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::decoder {

/// Decodes Avro into columns by the schema that each payload names: in a header, by a registry's number or
/// single-object encoding before it, or the one schema that the spec has for payloads without any of these.
class AvroDecoder final : public Decoder {
  public:
    /// CorruptData for a schema of the spec that is none.
    [[nodiscard]] static Result<std::unique_ptr<AvroDecoder>> make(const DecoderSpec& spec);

    void decode(const broker::RawBatch& batch, records::RecordBatch& rows,
                std::vector<DecodeFailure>& failures) override;
    /// The same for one payload, written with the schema of this key, which ends where the payload does.
    void decodeBare(const broker::RawRecord& record, const std::string& key, std::string_view payload,
                    records::RecordBatch& rows, std::vector<DecodeFailure>& failures);

  private:
    /// A writer's schema as met: its plan, or why there is none.
    struct Writer {
        std::optional<AvroPlan> plan;
        std::string problem;
        FailureKind kind = FailureKind::SchemaUnknown;
        std::shared_ptr<const Error> fault; ///< of Unanswered
    };
    explicit AvroDecoder(const DecoderSpec& spec);

    /// Asks again for schemas that were asked for and got no answer; the registry's client bounds how often
    /// that is a request.
    void forgetUnanswered();
    const Writer& writerOf(const std::string& key);
    const Writer& writerOfId(std::int32_t id);
    /// Appends a row or a failure.
    void append(const broker::RawRecord& record, const Writer& writer, const std::string& key,
                std::string_view payload, records::RecordBatch& rows, std::vector<DecodeFailure>& failures);
    void appendBare(const broker::RawRecord& record, records::RecordBatch& rows,
                    std::vector<DecodeFailure>& failures);
    [[nodiscard]] Writer find(const std::string& key) const;
    [[nodiscard]] Writer writerWith(std::shared_ptr<const AvroSchema> schema) const;

    DecoderSpec m_spec;
    bool m_isBare; ///< payloads name no schema
    std::shared_ptr<const AvroSchema> m_reader;
    std::map<std::string, Writer, std::less<>>
        m_writers;               ///< by key; their addresses stay while a batch is decoded
    bool m_lacksAnswers = false; ///< one of them was asked for and got no answer
    std::int32_t m_lastId = 0;
    const Writer* m_lastWriter = nullptr; ///< of m_lastId: most records follow one of the same schema
    AvroRow m_row;
};

} // namespace driftwood::decoder
