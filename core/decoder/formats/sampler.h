#pragma once

#include "decoder/decoder.h"
#include "decoder/field_survey.h"
#include "decoder/registry/schema_key.h"
#include "decoder/registry/schema_problem.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::decoder {

/// Statements of the user about the payloads of a sample.
struct SampleHints {
    std::vector<std::string> columns; ///< names for the columns of formats whose payloads carry none
    std::vector<std::string> wanted;  ///< paths of fields that are kept regardless of the limits
    SchemaSource book;                ///< for formats with schemas
    bool isStated = false;            ///< the user states that the payloads are in this format
};

/// The findings of a sampler.
struct SampledFormat {
    std::int64_t payloads = 0; ///< in this format, of those that no other format claimed
    std::int64_t beyond = 0;   ///< of those that another format claimed, how many the decoder accepts as well
    DecoderSpec spec;          ///< format and its options; the fields come from the survey
    FieldSurvey survey;
    std::string
        problem; ///< why payloads that seem to be in this format are not counted; empty: there are none
    std::string warning; ///< what of the payloads is in no field; empty: nothing
    std::vector<SchemaProblem> problems =
        {}; ///< of formats with schemas: those that are not at hand, and why
};

/// Finds out from a sample whether its payloads are in one format, with which options and fields. Every
/// payload is offered to claim() of the formats in the order of their table until one claims it; the samplers
/// of the other formats are told. Not thread-safe.
class Sampler {
  public:
    virtual ~Sampler() = default;

    /// Returns whether the payload is in this format beyond doubt, and then takes its fields.
    /// `named`: the schema that a header names; its key is empty where there is none.
    [[nodiscard]] virtual bool claim(std::string_view payload, const HeaderSchema& named) = 0;
    /// A payload that another format claimed.
    virtual void seeClaimed(std::string_view payload) = 0;
    /// A payload that no format claimed.
    virtual void seeUnclaimed(std::string_view payload) = 0;
    /// Bytes of payloads that it keeps until finish().
    [[nodiscard]] virtual std::size_t keptBytes() const = 0;

    [[nodiscard]] virtual SampledFormat finish() const = 0;
};

} // namespace driftwood::decoder
