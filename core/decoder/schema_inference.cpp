#include "decoder/schema_inference.h"

#include "decoder/formats/format.h"
#include "decoder/formats/sampler.h"
#include "decoder/keyed_decoder.h"
#include "decoder/registry_frame.h"
#include "decoder/schema_key.h"

#include <algorithm>

namespace driftwood::decoder {
namespace {

constexpr std::size_t kMostKeptBytes = std::size_t{16} * 1024 * 1024;

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

std::string warningOf(const SampledFormat& found) {
    const std::string fields = found.survey.warning();
    return fields + (fields.empty() || found.warning.empty() ? "" : "; ") + found.warning;
}

} // namespace

struct SchemaInference::State {
    std::vector<std::unique_ptr<Sampler>> samplers; ///< one for each of formats()
    std::optional<PayloadFormat> only;
    Sampler* stated = nullptr; ///< that of `only`
    std::optional<PayloadFormat> key;
    SchemaSource book;
    std::unique_ptr<Sampler> keys; ///< with `key`
    std::int64_t sampled = 0;
    std::int64_t framed = 0; ///< records with a schema registry frame, which no format here reads
    std::string firstFrame;  ///< description of the first of them

    /// The sampler that is certain of the payload; a format that was stated is asked first.
    [[nodiscard]] Sampler* claimed(std::string_view payload, const HeaderSchema& named) const {
        if (stated != nullptr && stated->claim(payload, named))
            return stated;
        for (const auto& sampler : samplers)
            if (sampler.get() != stated && sampler->claim(payload, named))
                return sampler.get();
        return nullptr;
    }

    void take(std::string_view payload, const HeaderSchema& named) {
        const Sampler* const claimedBy = claimed(payload, named);
        if (claimedBy == nullptr && (registrySchemaId(payload) || !named.key.empty())) {
            if (framed++ == 0)
                firstFrame = named.key.empty()
                                 ? registryLook(payload)
                                 : "what " + schemaKeyWords(named.key) + " of a schema registry describes";
            return;
        }
        for (const auto& sampler : samplers)
            if (claimedBy == nullptr)
                sampler->seeUnclaimed(payload);
            else if (sampler.get() != claimedBy)
                sampler->seeClaimed(payload);
    }

    void takeKey(std::string_view payload, const HeaderSchema& named) {
        if (!keys->claim(payload, named))
            keys->seeUnclaimed(payload);
    }

    /// What a sampler says of payloads that it could not count.
    [[nodiscard]] std::string problem() const {
        for (const auto& sampler : samplers)
            if (std::string problem = sampler->finish().problem; !problem.empty())
                return problem;
        return {};
    }

    [[nodiscard]] bool isFull() const {
        std::size_t kept = keys ? keys->keptBytes() : 0;
        for (const auto& sampler : samplers)
            kept += sampler->keptBytes();
        return kept >= kMostKeptBytes;
    }

    /// The format of most payloads; the first of equals.
    [[nodiscard]] SampledFormat best() const {
        SampledFormat best;
        for (std::size_t i = 0; i < samplers.size(); ++i)
            if (!only || *only == formats()[i]->format)
                if (SampledFormat found = samplers[i]->finish(); found.payloads > best.payloads)
                    best = std::move(found);
        return best;
    }

    /// Adds the fields of the keys.
    [[nodiscard]] Status addKeys(InferredSchema& to) const {
        if (!key)
            return {};
        const SampledFormat found = keys->finish();
        if (found.payloads == 0)
            return fail(ErrorCode::NotFound,
                        "none of the keys of " + std::to_string(sampled) +
                            " sampled records could be decoded as " + std::string(formatOf(*key).payloads) +
                            (found.problem.empty() ? "" : ": " + found.problem),
                        {}, "Leave the format of the keys out: they are then taken as text.");
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
                                 std::vector<std::string> wanted, std::optional<PayloadFormat> key,
                                 SchemaSource book)
    : m_state(std::make_unique<State>()) {
    if (key) {
        m_state->key = key;
        m_state->keys = formatOf(*key).sampler({{}, keyFieldsOf(wanted), book, true});
    }
    SampleHints hints{std::move(csvColumns), std::move(wanted), book};
    for (const Format* const format : formats()) {
        hints.isStated = only == format->format;
        m_state->samplers.push_back(format->sampler(hints));
        if (hints.isStated)
            m_state->stated = m_state->samplers.back().get();
    }
    m_state->only = only;
    m_state->book = std::move(book);
}

SchemaInference::~SchemaInference() = default;

void SchemaInference::add(const broker::RawBatch& sample) {
    for (std::size_t i = 0; i < sample.size(); ++i) {
        const broker::RawRecord& record = sample.records()[i];
        const auto schemaOf = [&](bool ofKeys) {
            return schemaOfHeader(sample.header(i, schemaHeader(ofKeys))).value_or(HeaderSchema());
        };
        if (m_state->isFull())
            return;
        ++m_state->sampled;
        if (record.hasValue && !record.value.empty())
            m_state->take(record.value, schemaOf(false));
        if (m_state->keys && record.hasKey && !record.key.empty())
            m_state->takeKey(record.key, schemaOf(true));
    }
}

Result<InferredSchema> SchemaInference::finish() const {
    SampledFormat best = m_state->best();
    if (m_state->framed > best.payloads) {
        const std::string problem = m_state->problem();
        return fail(
            ErrorCode::NotFound,
            std::to_string(m_state->framed) + " of " + std::to_string(m_state->sampled) +
                " sampled records look like " + m_state->firstFrame + "; they are not decoded" +
                (problem.empty() ? "" : ": " + problem),
            {},
            "State the schema registry (--registry) or the schema (--schema), or choose a topic whose "
            "values are " +
                listed(&Format::title, " or ") + ".");
    }
    if (best.payloads == 0)
        return fail(ErrorCode::NotFound,
                    "none of " + std::to_string(m_state->sampled) +
                        " sampled records could be decoded: neither " + listed(&Format::payloads, " nor "),
                    {}, "Choose a range that holds records of these formats, or name the CSV columns.");
    InferredSchema inferred;
    inferred.sampled = m_state->sampled;
    inferred.undecodable = m_state->sampled - best.payloads - best.beyond;
    inferred.fields = best.survey.fields();
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
