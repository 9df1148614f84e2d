#include "decoder/schema_inference.h"

#include "decoder/format_detection.h"
#include "decoder/formats/format.h"
#include "decoder/keyed_decoder.h"

#include <algorithm>

namespace driftwood::decoder {
namespace {

constexpr std::size_t kMostKeptBytes = std::size_t{16} * 1024 * 1024;
constexpr std::size_t kMostUnpackedSample = std::size_t{512} * 1024 * 1024; ///< some seconds

/// "JSON or CSV": one column of the table as words, of the formats that are found by themselves.
std::string listed(std::string_view Format::*column, std::string_view last) {
    std::string out;
    std::vector<const Format*> all(formats().begin(), formats().end());
    std::erase_if(all, [](const Format* format) { return !format->isFound; });
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i > 0)
            out.append(i + 1 < all.size() ? std::string_view(", ") : last);
        out.append(all[i]->*column);
    }
    return out;
}

/// The error of records whose schemas are not at hand; where a registry is at fault, of the fault's kind.
Error notDecoded(const Detection& seen, std::int64_t sampled) {
    const SchemaProblem* const fault = firstFault(seen.problems);
    return {fault != nullptr ? fault->error.code : ErrorCode::NotFound,
            std::to_string(seen.framed) + " of " + std::to_string(sampled) + " sampled records look like " +
                seen.frame + "; they are not decoded" + (seen.problem.empty() ? "" : ": " + seen.problem),
            {},
            fault != nullptr
                ? fault->error.hint
                : "Give the connection its schema registry (or --registry), state the schema (--schema), or "
                  "choose a topic whose values are " +
                      listed(&Format::title, " or ") + "."};
}

std::string warningOf(const SampledFormat& found) {
    const std::string fields = found.survey.warning();
    return fields + (fields.empty() || found.warning.empty() ? "" : "; ") + found.warning;
}

} // namespace

struct SchemaInference::State {
    std::optional<PayloadFormat> only;
    std::optional<PayloadFormat> key;
    bool findsKeyFormat = false;
    SchemaSource book;
    FormatDetection values;
    std::optional<FormatDetection> keys; ///< with `key` or findsKeyFormat
    std::int64_t sampled = 0;

    [[nodiscard]] bool isFull() const {
        return values.keptBytes() + (keys ? keys->keptBytes() : 0) >= kMostKeptBytes ||
               values.unpackedBytes() + (keys ? keys->unpackedBytes() : 0) >= kMostUnpackedSample;
    }

    /// Adds the fields of the keys.
    [[nodiscard]] Status addKeys(InferredSchema& to) const {
        const auto format = findsKeyFormat ? binaryFormatOf(keys->finish()) : key;
        if (!format)
            return {};
        const SampledFormat found = keys->best(format);
        if (found.payloads == 0) {
            const SchemaProblem* const fault = firstFault(found.problems);
            return fail(fault != nullptr ? fault->error.code : ErrorCode::NotFound,
                        "none of the keys of " + std::to_string(sampled) +
                            " sampled records could be decoded as " +
                            std::string(formatOf(*format).payloads) +
                            (found.problem.empty() ? "" : ": " + found.problem),
                        {},
                        fault != nullptr ? fault->error.hint
                                         : "Leave the format of the keys out: they are then taken as text.");
        }
        std::erase_if(to.fields, [](const FieldSample& field) { // such a field would look like one of the key
            return field.field.path.starts_with(records::kKeyFieldPrefix);
        });
        to.spec.key = keySpecOf(found.spec);
        for (FieldSample& field : found.survey.fields()) {
            field.field.path.insert(0, records::kKeyFieldPrefix);
            to.fields.push_back(std::move(field));
        }
        if (const std::string warning = warningOf(found); !warning.empty())
            to.warning += (to.warning.empty() ? "keys: " : "; keys: ") + warning;
        return {};
    }
};

SchemaInference::SchemaInference(std::vector<std::string> csvColumns, std::optional<PayloadFormat> only,
                                 std::vector<std::string> wanted, KeyFormat key, SchemaSource book) {
    std::optional<FormatDetection> keys;
    if (key.stated || key.isFound)
        keys.emplace(SampleHints{{}, keyFieldsOf(wanted), book}, true,
                     key.isFound ? std::nullopt : key.stated);
    const SampleHints hints{std::move(csvColumns), std::move(wanted), book};
    m_state = std::make_unique<State>(State{only, key.stated, key.isFound, std::move(book),
                                            FormatDetection(hints, false, only), std::move(keys)});
}

SchemaInference::~SchemaInference() = default;

void SchemaInference::add(const broker::RawBatch& sample) {
    for (std::size_t i = 0; i < sample.size(); ++i) {
        if (m_state->isFull())
            return;
        ++m_state->sampled;
        m_state->values.add(sample, i);
        if (m_state->keys)
            m_state->keys->add(sample, i);
    }
}

Detection SchemaInference::values() const { return m_state->values.finish(); }

Detection SchemaInference::keys() const { return m_state->keys ? m_state->keys->finish() : Detection(); }

Result<InferredSchema> SchemaInference::finish() const {
    SampledFormat best = m_state->values.best(m_state->only);
    Detection seen = m_state->values.finish();
    if (seen.framed > best.payloads)
        return tl::unexpected(notDecoded(seen, m_state->sampled));
    if (best.payloads == 0)
        return fail(ErrorCode::NotFound,
                    "none of " + std::to_string(m_state->sampled) +
                        " sampled records could be decoded: neither " + listed(&Format::payloads, " nor "),
                    {}, "Choose a range that holds records of these formats, or name the CSV columns.");
    InferredSchema inferred;
    inferred.sampled = m_state->sampled;
    inferred.undecodable = m_state->sampled - best.payloads - best.beyond;
    inferred.fields = best.survey.fields();
    inferred.attributes = std::move(seen.attributes);
    inferred.warning = warningOf(best);
    inferred.spec = std::move(best.spec);
    inferred.spec.book = m_state->book;
    if (auto added = m_state->addKeys(inferred); !added)
        return forward(added);
    for (const FieldSample& field : inferred.fields)
        inferred.spec.schema.fields.push_back(field.field);
    if (inferred.fields.empty())
        return fail(ErrorCode::NotFound,
                    "the sampled records are " + std::string(formatOf(inferred.spec.format).payloads) +
                        " without any usable field",
                    inferred.warning);
    return inferred;
}

} // namespace driftwood::decoder
