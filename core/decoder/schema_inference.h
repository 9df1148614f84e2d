#pragma once

#include "decoder/decoder.h"
#include "decoder/detection.h"
#include "decoder/field_limits.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace driftwood::decoder {

/// The values of one field in a sample of payloads.
struct FieldSample {
    /// The narrowest type that holds every value seen exactly. Text, which loses nothing, is used for
    /// integers beyond int64, for integers that a double cannot hold next to fractions, for arrays and for
    /// fields that are always null. If only a few integers exceed 64 bits, they are counted as not fitting
    /// the type of the others. NaN and infinities do not affect the type when there are other values.
    records::Field field;
    std::int64_t present = 0; ///< number of records that have it and not as null
    std::int64_t nulls = 0;
    bool mixed = false;  ///< values of types without a common type other than Text were seen
    std::string example; ///< one value as text
};

struct InferredSchema {
    DecoderSpec spec;                ///< ready for Decoder::create, with the book that was asked
    std::vector<FieldSample> fields; ///< in order of first appearance, same order as spec.schema
    std::int64_t sampled = 0;
    std::int64_t undecodable = 0;        ///< records not in the detected format, including tombstones
    std::vector<std::string> attributes; ///< see Detection
    std::string warning; ///< names the fields left out, because of a limit in field_limits.h or a reserved
                         ///< path, and paths that records have twice; empty when there are none
};

/// Whether more than one in a hundred of a field's values do not fit its type.
[[nodiscard]] constexpr bool isMoreThanAFew(std::int64_t notFitting, std::int64_t values) {
    return notFitting > values / 100;
}

/// The format of keys.
struct KeyFormat {
    std::optional<PayloadFormat> stated;
    bool isFound = false; ///< the binaryFormatOf() a sample of them

    KeyFormat() = default;
    KeyFormat(std::optional<PayloadFormat> format) // NOLINT(google-explicit-constructor)
        : stated(format) {}
    KeyFormat(PayloadFormat format) // NOLINT(google-explicit-constructor)
        : stated(format) {}
    [[nodiscard]] static KeyFormat found() {
        KeyFormat out;
        out.isFound = true;
        return out;
    }
};

/// Infers format, fields and types from sample batches. Nested objects become dotted paths; an array becomes
/// a Text field that holds its JSON, and if all of them are arrays of numbers of one length, a field for each
/// element as well (vector_fields.h). Accepts the same records as the decoder. Tries comma, semicolon, tab
/// and bar as CSV delimiters. Ignores further samples once it holds 16 MiB of payload that is not JSON, or
/// has decompressed 512 MiB. If a payload is compressed, the spec decompresses (DecoderSpec::unpack).
class SchemaInference {
  public:
    /// csvColumns: names for CSV columns; when empty, they are called "c0", "c1", ….
    /// `only`: the one format to look for; otherwise the format of most payloads is used.
    /// `wanted`: paths that are kept regardless of the limits.
    /// `book`: asked for the schemas that payloads name; without it formats with schemas are not found.
    /// `key`: with a format, the fields of the keys follow the value's with records::kKeyFieldPrefix before
    /// their paths; without one keys are text.
    explicit SchemaInference(std::vector<std::string> csvColumns = {},
                             std::optional<PayloadFormat> only = std::nullopt,
                             std::vector<std::string> wanted = {}, KeyFormat key = {},
                             SchemaSource book = {});
    ~SchemaInference();
    void add(const broker::RawBatch& sample);
    /// The formats seen so far, independent of the requested ones. Keys are examined only if a format for
    /// them was requested or is to be detected.
    [[nodiscard]] Detection values() const;
    [[nodiscard]] Detection keys() const;
    /// NotFound when nothing could be decoded; the text names the formats tried.
    [[nodiscard]] Result<InferredSchema> finish() const;

  private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace driftwood::decoder
