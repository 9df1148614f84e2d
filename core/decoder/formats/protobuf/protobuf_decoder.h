#pragma once

#include "decoder/decoder.h"
#include "decoder/formats/protobuf/protobuf_row.h"
#include "decoder/registry/schema_key.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace driftwood::decoder {

/// Decodes Protobuf into columns by the schema and message that each payload names: in a header or a
/// registry's frame, or the one schema that the spec has for payloads without either.
class ProtobufDecoder final : public Decoder {
  public:
    /// The error of a schema of the spec that is none.
    [[nodiscard]] static Result<std::unique_ptr<ProtobufDecoder>> make(const DecoderSpec& spec);

    void decode(const broker::RawBatch& batch, records::RecordBatch& rows,
                std::vector<DecodeFailure>& failures) override;
    /// The same for one payload of a message of the schema with this key; `indexes` as Confluent's frame has
    /// them, or nothing for the schema's own message.
    void decodeBare(const broker::RawRecord& record, const std::string& key,
                    const std::optional<std::vector<std::int32_t>>& indexes, std::string_view payload,
                    records::RecordBatch& rows, std::vector<DecodeFailure>& failures);
    /// The numbers of fields that payloads had and their schemas do not.
    [[nodiscard]] const std::set<std::uint32_t>& unknownFields() const { return m_row.unknownFields(); }
    [[nodiscard]] std::size_t payloadsWithUnknown() const { return m_payloadsWithUnknown; }

  private:
    using Indexes = std::optional<std::vector<std::int32_t>>;
    /// A message as met: its plan, or why there is none.
    struct Writer {
        std::optional<ProtobufPlan> plan;
        std::string problem;
        FailureKind kind = FailureKind::SchemaUnknown;
        std::shared_ptr<const Error> fault; ///< of Unanswered
    };
    struct Schema {
        std::shared_ptr<const ProtobufSchema> parsed;
        std::string problem;
        FailureKind kind = FailureKind::SchemaUnknown;
        std::shared_ptr<const Error> fault; ///< of Unanswered
    };
    explicit ProtobufDecoder(const DecoderSpec& spec);

    /// Asks again for schemas that were asked for and got no answer; the registry's client bounds how often
    /// that is a request.
    void forgetUnanswered();
    const Schema& schemaOf(const std::string& key);
    const Writer& writerOf(const std::string& key, const Indexes& indexes);
    void decodeFramed(const broker::RawRecord& record, std::int32_t id, records::RecordBatch& rows,
                      std::vector<DecodeFailure>& failures);
    void append(const broker::RawRecord& record, const Writer& writer, const std::string& key,
                std::string_view payload, records::RecordBatch& rows, std::vector<DecodeFailure>& failures);

    DecoderSpec m_spec;
    bool m_isBare; ///< payloads name no schema
    std::shared_ptr<const ProtobufSchema> m_reader;
    std::map<std::string, Schema, std::less<>> m_schemas;
    std::map<std::pair<std::string, Indexes>, Writer>
        m_writers;               ///< their addresses stay while a batch is decoded
    bool m_lacksAnswers = false; ///< a schema of them was asked for and got no answer
    std::string m_lastFrame;     ///< most records have the frame of the one before
    const Writer* m_lastWriter = nullptr;
    ProtobufRow m_row;
    std::size_t m_payloadsWithUnknown = 0;
};

} // namespace driftwood::decoder
