#pragma once

#include "decoder/decoder.h"

#include <cstdint>
#include <string>
#include <vector>

namespace driftwood::decoder {

/// What a sample of payloads says about one field.
struct FieldSample {
    records::Field field;     ///< the narrowest type that holds every value seen
    std::int64_t present = 0; ///< records that have it, null not counted
    std::int64_t nulls = 0;
    bool mixed = false;  ///< values of types that do not widen into each other were seen (then Text)
    std::string example; ///< one value as text
};

struct InferredSchema {
    DecoderSpec spec;                ///< ready for Decoder::create
    std::vector<FieldSample> fields; ///< in order of first appearance, same order as spec.schema
    std::int64_t sampled = 0;
    std::int64_t undecodable = 0;
};

/// Feeds on sample batches and finds format, fields and types. Nested objects become dotted paths; arrays
/// become one Text field holding their JSON. At most 500 fields are kept, the rest named in a warning of the
/// result.
class SchemaInference {
  public:
    /// csvColumns: names for CSV payloads; when empty, "c0", "c1", … are made up.
    explicit SchemaInference(std::vector<std::string> csvColumns = {});
    ~SchemaInference();
    void add(const broker::RawBatch& sample);
    /// NotFound when nothing decodable was seen; the text names formats tried.
    [[nodiscard]] Result<InferredSchema> finish() const;

  private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace driftwood::decoder
