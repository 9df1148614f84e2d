#pragma once

#include "base/result.h"
#include "broker/profile/field_masks.h"
#include "broker/raw_batch.h"
#include "decoder/wrapping/compression.h"
#include "records/record_batch.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace driftwood::decoder {

enum class PayloadFormat : std::uint8_t {
    Json,
    Csv,
    Avro,
    Protobuf,
    Cbor,
    MessagePack,
    // One value without a name:
    Utf8,
    Utf16,
    Utf16Little,
    Latin1,
    Windows1252,
    Integer, ///< big-endian, of as many bytes as the payload has, as are all without "Little"
    IntegerLittle,
    Unsigned,
    UnsignedLittle,
    Float,
    FloatLittle,
    Hex,
    Base64,
};

/// Structures that producers put around the data of a record (envelope.h).
enum class EnvelopeKind : std::uint8_t { Debezium, Connect, CloudEvents, CloudEventsBinary };

class SchemaBook;

/// A schema that payloads were written with, as a text that stands by itself; `key` names it (schema_key.h).
struct WriterSchema {
    std::string key;
    std::string text;
    bool operator==(const WriterSchema&) const = default;
};

/// Where schemas are asked for that a spec does not have. No part of what a spec is.
struct SchemaSource : std::shared_ptr<SchemaBook> {
    using std::shared_ptr<SchemaBook>::shared_ptr;
    SchemaSource(std::shared_ptr<SchemaBook> book)
        : std::shared_ptr<SchemaBook>(std::move(book)) {}
    bool operator==(const SchemaSource&) const { return true; }
};

/// How keys are decoded: in a format of the same table as values. The fields of the key are those of the
/// schema whose paths begin with records::kKeyFieldPrefix.
struct KeySpec {
    PayloadFormat format = PayloadFormat::Json;
    char csvDelimiter = ',';
    std::vector<std::string> csvColumns;
    std::vector<WriterSchema> schemas;
    std::vector<Compression> unpack; ///< those in which keys may be, recognised by their first bytes
    bool operator==(const KeySpec&) const = default;
};

/// Everything needed to turn the same payload bytes into the same columns again.
struct DecoderSpec {
    PayloadFormat format = PayloadFormat::Json;
    records::Schema schema; ///< which fields, as what
    char csvDelimiter = ',';
    std::vector<std::string>
        csvColumns; ///< names of the payload's columns in order; CSV payloads carry no header
    /// Float64 columns take the nearest double of any number, as features do, instead of only numbers that a
    /// double holds exactly. Set for rows that a model scores.
    bool nearest = false;
    /// For formats with schemas: those that payloads were written with. The first is the reader's, whose
    /// names, aliases and defaults count. A key that is empty stands for payloads that name no schema.
    std::vector<WriterSchema> schemas;
    /// Avro and Protobuf only: the full name of the records or messages that give rows. Others are failures,
    /// unless Avro's reader schema has their name as an alias. Empty: all give rows, as in data sets before
    /// manifest version 5.
    std::string recordType;
    SchemaSource book;          ///< asked for schemas that are not among them; a failure without it
    bool ofKeys = false;        ///< the payloads are keys, whose schema another header names
    std::optional<KeySpec> key; ///< without it keys are text, and all fields are the value's
    /// The envelopes around the data of values, from the outermost: the fields are those of the data.
    std::vector<EnvelopeKind> unwrap;
    /// Compressions in which values may be, recognised by their first bytes; others are decoded as they are.
    std::vector<Compression> unpack;
    broker::FieldMasks masks; ///< of the connection that the spec was made with
    bool operator==(const DecoderSpec&) const = default;
};

/// Why a record could not be decoded.
enum class FailureKind : std::uint8_t {
    NotThisFormat, ///< the bytes are in another format, or damaged
    Tombstone,     ///< there is no value
    Empty,         ///< the value has no bytes
    DoesNotFit,    ///< in the format, but not what the spec expects: no object, other columns, another schema
    SchemaUnknown, ///< the schema that it was written with is not at hand
    Unanswered,    ///< the schema that it was written with was asked for, and there was no answer
    Truncated,     ///< it ends before its schema does
    TooLarge,      ///< it exceeds a limit of field_limits.h
};

/// A record that could not be decoded.
/// This is data, not an error: it is counted, browsable and never silently dropped.
struct DecodeFailure {
    Position position;
    std::string
        reason; ///< "not JSON: unclosed string at byte 17", "tombstone", "expected 19 columns, found 3"
    FailureKind kind = FailureKind::NotThisFormat;
    std::shared_ptr<const Error> fault = nullptr; ///< of Unanswered: the registry's, naming the schema
};

/// Payload bytes to typed columns. A value of another type than its column's is noted as
/// not fitting, with the reason (records::ValueNote), which distinguishes it from a
/// missing one. A payload that is not in the format at all is a DecodeFailure and gives
/// no row. Int64 and Float64 columns accept each other's numbers where that is exact (an
/// Int64 column 3.0, not 3.5; a Float64 column 2^53, not 2^53 + 1, unless the spec asks
/// for the nearest double). A Text column accepts any value: text as is, all else as written in the payload.
///
/// A JSON payload must be one object that is valid throughout, also in fields that are not in the schema; a
/// leading byte order mark is ignored. NaN, Infinity and -Infinity are accepted where a number may occur;
/// they are missing and noted. Paths are described in field_path.h; if a path occurs twice, the last value is
/// used and noted. A CSV payload is one record by RFC 4180 with or without a line end; an empty field is
/// missing, and so are "nan" and "inf" in a numeric column, which are noted.
///
/// An Avro payload must be of its writer's schema and end with it. Null is missing; see
/// core/decoder/README.md for what each type becomes.
///
/// With a key format, a record whose key is not in that format gives no row either; without a key, the key's
/// fields are missing.
///
/// Not thread-safe; create one per thread.
class Decoder {
  public:
    /// InvalidArgument for a schema without fields, with a duplicate or reserved path ("@timestamp" …), and
    /// for a CSV field that is not among the columns.
    [[nodiscard]] static Result<std::unique_ptr<Decoder>> create(const DecoderSpec& spec);
    virtual ~Decoder() = default;

    /// Appends a row to `rows` (of the spec's schema) per decodable record, all others to `failures`.
    virtual void decode(const broker::RawBatch& batch, records::RecordBatch& rows,
                        std::vector<DecodeFailure>& failures) = 0;
};

[[nodiscard]] std::string_view formatName(PayloadFormat format); ///< "json", "csv", "avro"
[[nodiscard]] std::optional<PayloadFormat> formatFromName(std::string_view name);

} // namespace driftwood::decoder
