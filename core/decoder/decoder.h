#pragma once

#include "base/result.h"
#include "broker/raw_batch.h"
#include "records/record_batch.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::decoder {

enum class PayloadFormat : std::uint8_t { Json, Csv };

/// Everything needed to turn the same payload bytes into the same columns again.
struct DecoderSpec {
    PayloadFormat format = PayloadFormat::Json;
    records::Schema schema; ///< which fields, as what
    char csvDelimiter = ',';
    std::vector<std::string>
        csvColumns; ///< names of the payload's columns in order; CSV payloads carry no header
    /// Float64 columns take the double that is nearest to any number, as features do, and not only those that
    /// it holds exactly: for rows that a model scores.
    bool nearest = false;
    bool operator==(const DecoderSpec&) const = default;
};

/// A record that could not be decoded: data, not an error. It is counted, browsable and never silently
/// dropped.
struct DecodeFailure {
    Position position;
    std::string
        reason; ///< "not JSON: unclosed string at byte 17", "tombstone", "expected 19 columns, found 3"
};

/// Payload bytes to typed columns. A value that is not of its column's type is noted in the column as not
/// fitting (records::ValueNote says why), apart from those that are missing; a payload that is not of the
/// format at all is a DecodeFailure and gives no row. Int64 and Float64 columns take each
/// other's numbers where that is exact (an Int64 column takes 3.0, not 3.5; a Float64 column 2^53, not 2^53 +
/// 1, unless the spec asks for the nearest). A Text column takes any value: text as it is, everything else as
/// it is written in the payload, arrays and objects as their JSON.
///
/// JSON payloads must be one object, wholly valid, in fields nobody asked for too; a leading byte order mark
/// is overlooked. NaN, Infinity and -Infinity are taken where a number may stand: missing, and noted. Paths
/// are as in field_path.h; of a path that comes twice the last value counts, which is noted. CSV payloads are
/// one record by RFC 4180 with or without its line end; an empty field is missing, and so are, noted, "nan"
/// and "inf" in a numeric column.
///
/// Not thread-safe; make one per thread.
class Decoder {
  public:
    /// InvalidArgument for a schema without fields, with a path twice or with a reserved one ("@timestamp"
    /// …), and for a CSV field that is not among the columns.
    [[nodiscard]] static Result<std::unique_ptr<Decoder>> create(const DecoderSpec& spec);
    virtual ~Decoder() = default;

    /// Appends a row per decodable record to `rows` (whose schema is the spec's) and the rest to `failures`.
    virtual void decode(const broker::RawBatch& batch, records::RecordBatch& rows,
                        std::vector<DecodeFailure>& failures) = 0;
};

[[nodiscard]] std::string_view formatName(PayloadFormat format); ///< "json", "csv"
[[nodiscard]] std::optional<PayloadFormat> formatFromName(std::string_view name);

} // namespace driftwood::decoder
