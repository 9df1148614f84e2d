#pragma once

#include "decoder/decoder.h"
#include "decoder/field_limits.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace driftwood::decoder {

/// What a sample of payloads says about one field.
struct FieldSample {
    /// The narrowest type that holds every value seen, exactly. Integers beyond 64 bits (or beyond int64, as
    /// a uint64 can be), integers that a double cannot hold beside fractions, arrays and fields that were
    /// always null are Text, which loses nothing. Only a few integers beyond 64 bits do not fit the type of
    /// the others. NaN and infinities have no say beside other values.
    records::Field field;
    std::int64_t present = 0; ///< records that have it, null not counted
    std::int64_t nulls = 0;
    bool mixed = false;  ///< values of types that do not widen into each other were seen (then Text)
    std::string example; ///< one value as text
};

struct InferredSchema {
    DecoderSpec spec;                ///< ready for Decoder::create
    std::vector<FieldSample> fields; ///< in order of first appearance, same order as spec.schema
    std::int64_t sampled = 0;
    std::int64_t undecodable = 0; ///< in the format found; tombstones included
    std::string warning; ///< fields left out, beyond a limit of field_limits.h or with a reserved path, and
                         ///< paths that records have twice; empty when there are none
};

/// Of all values of a field, the part that may not fit its type without changing it: one in a hundred.
[[nodiscard]] constexpr bool isMoreThanAFew(std::int64_t notFitting, std::int64_t values) {
    return notFitting > values / 100;
}

/// Feeds on sample batches and finds format, fields and types. Nested objects become dotted paths; arrays
/// become one Text field holding their JSON. Judges records exactly as the decoder will. CSV delimiters tried
/// are comma, semicolon, tab and bar. Takes no more once 16 MiB of payload that is not JSON are kept.
class SchemaInference {
  public:
    /// csvColumns: names for CSV payloads; when empty, "c0", "c1", … are made up. `only`: the one format to
    /// look for; otherwise the one that most payloads are of. `wanted`: paths that are kept whatever the
    /// limit.
    explicit SchemaInference(std::vector<std::string> csvColumns = {},
                             std::optional<PayloadFormat> only = std::nullopt,
                             std::vector<std::string> wanted = {});
    ~SchemaInference();
    void add(const broker::RawBatch& sample);
    /// NotFound when nothing decodable was seen; the text names formats tried.
    [[nodiscard]] Result<InferredSchema> finish() const;

  private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace driftwood::decoder
