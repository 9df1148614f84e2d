#include "decoder/formats/protobuf/protobuf_sampler.h"

#include "decoder/field_limits.h"
#include "decoder/formats/protobuf/message_indexes.h"
#include "decoder/formats/protobuf/protobuf_decoder.h"
#include "decoder/registry/registry_frame.h"
#include "decoder/registry/schema_book.h"
#include "decoder/row_survey.h"

#include <algorithm>
#include <map>
#include <utility>

namespace driftwood::decoder {
namespace {

constexpr std::size_t kMostSampledProtobufs = 200;
constexpr std::size_t kNamedUnknown = 10;

using SampledIndexes = std::optional<std::vector<std::int32_t>>;

/// Whether a payload is of a message from beginning to end; `unknown`: how many fields its schema lacks.
bool isMessage(const std::shared_ptr<const ProtobufSchema>& schema, std::uint32_t message,
               std::string_view payload, std::size_t& unknown) {
    static const records::Schema kNone;
    records::RecordBatch rows(std::make_shared<const records::Schema>());
    const ProtobufPlan plan = ProtobufPlan::compile(schema, message, nullptr, kNone);
    ProtobufRow row(false);
    ProtobufInput input(payload);
    const bool isWhole = row.append(plan, input, rows);
    unknown = row.unknownInLast();
    return isWhole;
}

/// Takes payloads whose schema is at hand and which are messages of it. Nearly any bytes are some message:
/// without a schema that a registry or the user names there is no Protobuf.
class ProtobufSampler final : public Sampler {
  public:
    explicit ProtobufSampler(const SampleHints& hints)
        : m_book(hints.book)
        , m_isStated(hints.isStated)
        , m_survey(hints.wanted) {}

    [[nodiscard]] bool claim(std::string_view payload, const HeaderSchema& named) override {
        if (!m_book)
            return false;
        if (!named.key.empty()) {
            std::string_view indexes = named.messageIndexes;
            const SampledIndexes message = indexes.empty() ? std::nullopt : takeMessageIndexes(indexes);
            return take(named.key, message, payload) || takeStated(named.key, message, payload);
        }
        if (const auto id = registrySchemaId(payload)) {
            std::string_view value = payload.substr(kRegistryFrameBytes);
            if (const auto indexes = takeMessageIndexes(value);
                indexes &&
                (take(schemaKeyOfId(*id), indexes, value) || takeStated(schemaKeyOfId(*id), indexes, value)))
                return true;
        }
        return takeStated({}, std::nullopt, payload);
    }
    void seeClaimed(std::string_view) override {}
    void seeUnclaimed(std::string_view) override {}
    [[nodiscard]] std::size_t keptBytes() const override { return m_keptBytes; }

    [[nodiscard]] SampledFormat finish() const override {
        SampledFormat found;
        found.spec.format = PayloadFormat::Protobuf;
        found.payloads = static_cast<std::int64_t>(m_payloads.size());
        found.survey = m_survey;
        found.problems = m_problems;
        if (m_payloads.empty()) {
            found.problem = problemsText(m_problems);
            return found;
        }
        found.spec.recordType = mainMessage();
        std::vector<std::string> ofMain;
        for (const Payload& payload : m_payloads)
            if (nameOf(payload) == found.spec.recordType)
                ofMain.push_back(payload.key);
        const std::string reader = newestSchemaKey(ofMain);
        for (const std::string& key : m_order)
            found.spec.schemas.insert(key == reader ? found.spec.schemas.begin() : found.spec.schemas.end(),
                                      {key, m_schemas.at(key).text});
        survey(found, *m_schemas.at(reader).parsed);
        if (const std::string strange = strays(found.spec.recordType); !strange.empty())
            found.warning += (found.warning.empty() ? "" : "; ") + strange;
        return found;
    }

  private:
    struct Known {
        std::string text;
        std::shared_ptr<const ProtobufSchema> parsed;
        bool isUnanswered = false;
    };
    struct Payload {
        std::string key;
        SampledIndexes indexes;
        std::uint32_t message = 0;
        std::string bytes;
    };

    [[nodiscard]] const std::string& nameOf(const Payload& payload) const {
        return m_schemas.at(payload.key).parsed->messages[payload.message].name;
    }

    /// The message that most payloads are of, the first of equals.
    [[nodiscard]] std::string mainMessage() const {
        std::map<std::string_view, std::int64_t> counts;
        for (const Payload& payload : m_payloads)
            ++counts[nameOf(payload)];
        std::string_view best = nameOf(m_payloads.front());
        for (const Payload& payload : m_payloads)
            if (counts[nameOf(payload)] > counts[best])
                best = nameOf(payload);
        return std::string(best);
    }

    /// Says which payloads are other messages, and so give no row.
    [[nodiscard]] std::string strays(const std::string& main) const {
        std::map<std::string_view, std::int64_t> counts;
        for (const Payload& payload : m_payloads)
            if (nameOf(payload) != main)
                ++counts[nameOf(payload)];
        std::string out;
        for (const auto& [name, payloads] : counts)
            out += (out.empty() ? "" : ", ") + std::to_string(payloads) + " of " + std::string(name);
        return out.empty() ? out : "the fields are those of " + main + "; other messages give no row: " + out;
    }

    /// A schema as its text, or null, and then m_problems says why.
    [[nodiscard]] bool parse(const std::string& key, const Result<std::string>& text, Known& out) {
        auto parsed = text ? parseProtobufSchema(*text)
                           : Result<std::shared_ptr<const ProtobufSchema>>(tl::unexpected(text.error()));
        if (parsed)
            out = {*text, std::move(*parsed), false};
        out.isUnanswered = !text && failureOf(text.error()) == FailureKind::Unanswered;
        if (!parsed)
            m_problems.push_back({key, parsed.error(), out.isUnanswered});
        return parsed.has_value();
    }

    /// The schema of a key, if it is at hand; the first time it may be asked for.
    const Known* known(const std::string& key) {
        const auto before = m_schemas.find(key);
        if (before != m_schemas.end())
            return before->second.parsed ? &before->second : nullptr;
        if (m_schemas.size() >= kMostSampledProtobufs)
            return nullptr;
        Known& known = m_schemas[key];
        return parse(key, m_book->find(key, PayloadFormat::Protobuf), known) ? &known : nullptr;
    }

    const Known* stated() {
        const std::string& text = m_book->stated(PayloadFormat::Protobuf);
        if (text.empty())
            return nullptr;
        if (!m_stated) {
            m_stated.emplace();
            static_cast<void>(parse({}, text, *m_stated));
        }
        return m_stated->parsed ? &*m_stated : nullptr;
    }

    [[nodiscard]] bool keep(const std::string& key, const Known& schema, const SampledIndexes& indexes,
                            std::string_view payload, bool mayHaveUnknown) {
        const auto message = indexes ? schema.parsed->at(*indexes) : std::optional(schema.parsed->root);
        std::size_t unknown = 0;
        if (!message || !isMessage(schema.parsed, *message, payload, unknown) ||
            (unknown > 0 && !mayHaveUnknown))
            return false;
        m_payloads.push_back({key, indexes, *message, std::string(payload)});
        m_keptBytes += payload.size() + key.size();
        if (std::ranges::find(m_order, key) == m_order.end())
            m_order.push_back(key);
        return true;
    }

    [[nodiscard]] bool take(const std::string& key, const SampledIndexes& indexes, std::string_view payload) {
        const Known* const schema = known(key);
        return schema != nullptr && keep(key, *schema, indexes, payload, true);
    }

    /// For a key whose schema there is not, or for payloads that name none: the stated schema, if it fits.
    [[nodiscard]] bool takeStated(const std::string& key, const SampledIndexes& indexes,
                                  std::string_view payload) {
        const auto asked = m_schemas.find(key);
        const Known* const schema = stated();
        if (schema == nullptr || (asked != m_schemas.end() && asked->second.isUnanswered))
            return false;
        Known& of = m_schemas[key];
        const bool isOurs = !of.parsed || of.parsed == schema->parsed;
        if (!isOurs || !keep(key, *schema, indexes, payload, m_isStated))
            return false;
        of = *schema;
        return true;
    }

    void survey(SampledFormat& found, const ProtobufSchema& reader) const {
        std::vector<std::pair<std::string, std::uint32_t>> listed;
        for (const Payload& payload : m_payloads) {
            const std::pair<std::string, std::uint32_t> which{payload.key, payload.message};
            if (std::ranges::find(listed, which) != listed.end() || nameOf(payload) != found.spec.recordType)
                continue;
            listed.push_back(which);
            for (const records::Field& field : protobufColumns(*m_schemas.at(payload.key).parsed,
                                                               payload.message, &reader, kMostFields + 1))
                found.survey.declare(field);
        }
        DecoderSpec spec = found.spec;
        for (const FieldSample& field : found.survey.fields())
            spec.schema.fields.push_back(field.field);
        auto decoder = ProtobufDecoder::make(spec);
        if (!decoder || spec.schema.fields.empty())
            return;
        records::RecordBatch rows(std::make_shared<const records::Schema>(spec.schema));
        std::vector<DecodeFailure> failures;
        const std::size_t most = std::min(m_payloads.size(), mostNotedRows(spec.schema.fields.size()));
        for (std::size_t i = 0; i < most; ++i)
            (*decoder)->decodeBare({}, m_payloads[i].key, m_payloads[i].indexes, m_payloads[i].bytes, rows,
                                   failures);
        noteRows(rows, found.survey);
        if ((*decoder)->payloadsWithUnknown() > 0)
            found.warning = unknownWords(**decoder, most);
    }

    static std::string unknownWords(const ProtobufDecoder& decoder, std::size_t of) {
        std::string out = std::to_string(decoder.payloadsWithUnknown()) + " of " + std::to_string(of) +
                          " sampled records have fields that their schema does not have, with the numbers ";
        std::size_t named = 0;
        for (const std::uint32_t number : decoder.unknownFields()) {
            if (named == kNamedUnknown)
                return out + ", …";
            out += (named++ == 0 ? "" : ", ") + std::to_string(number);
        }
        return out;
    }

    SchemaSource m_book;
    bool m_isStated;
    FieldSurvey m_survey;
    std::optional<Known> m_stated;
    std::map<std::string, Known> m_schemas;
    std::vector<std::string> m_order; ///< keys of the payloads taken, as first met
    std::vector<Payload> m_payloads;
    std::size_t m_keptBytes = 0;
    std::vector<SchemaProblem> m_problems; ///< a schema each, of at most kMostSampledProtobufs
};

} // namespace

std::unique_ptr<Sampler> protobufSampler(const SampleHints& hints) {
    return std::make_unique<ProtobufSampler>(hints);
}

} // namespace driftwood::decoder
