#include "decoder/formats/avro/avro_sampler.h"

#include "decoder/field_limits.h"
#include "decoder/formats/avro/avro_decoder.h"
#include "decoder/formats/avro/avro_json.h"
#include "decoder/formats/avro/avro_names.h"
#include "decoder/registry/registry_frame.h"
#include "decoder/registry/schema_book.h"
#include "decoder/registry/schema_key.h"
#include "decoder/row_survey.h"

#include <algorithm>
#include <map>
#include <utility>

namespace driftwood::decoder {
namespace {

constexpr std::size_t kMostSampledSchemas = 200;

bool isWhole(const AvroSchema& schema, std::string_view payload) {
    AvroInput input(payload);
    return skipAvro(schema, 0, input) && input.atEnd();
}

/// Takes payloads whose schema is at hand and which are of that schema from beginning to end.
class AvroSampler final : public Sampler {
  public:
    explicit AvroSampler(const SampleHints& hints)
        : m_book(hints.book)
        , m_survey(hints.wanted) {}

    [[nodiscard]] bool claim(std::string_view payload, const HeaderSchema& named) override {
        if (!m_book)
            return false;
        if (!named.key.empty())
            return take(named.key, payload) || takeStated(named.key, payload);
        if (const auto id = registrySchemaId(payload)) {
            const std::string_view value = payload.substr(kRegistryFrameBytes);
            if (take(schemaKeyOfId(*id), value) || takeStated(schemaKeyOfId(*id), value))
                return true;
        } else if (const auto single = schemaKeyOfSingleObject(payload)) {
            if (takeSingleObject(*single, payload.substr(kSingleObjectBytes)))
                return true;
        }
        return takeStated({}, payload);
    }
    void seeClaimed(std::string_view) override {}
    void seeUnclaimed(std::string_view) override {}
    [[nodiscard]] std::size_t keptBytes() const override { return m_keptBytes; }

    [[nodiscard]] SampledFormat finish() const override {
        SampledFormat found;
        found.spec.format = PayloadFormat::Avro;
        found.payloads = static_cast<std::int64_t>(m_payloads.size());
        found.survey = m_survey;
        found.problems = m_problems;
        if (m_payloads.empty()) {
            found.problem = problemsText(m_problems);
            return found;
        }
        const std::string reader = readerKey();
        for (const std::string& key : m_order) {
            const bool isFirst = key == reader;
            found.spec.schemas.insert(isFirst ? found.spec.schemas.begin() : found.spec.schemas.end(),
                                      {key, m_schemas.at(key).text});
        }
        const AvroSchema& names = *m_schemas.at(reader).parsed;
        if (names.root().kind == AvroKind::Record)
            found.spec.recordType = names.root().name;
        found.warning = strays(names);
        survey(found, names);
        return found;
    }

  private:
    struct Known {
        std::string text;
        std::shared_ptr<const AvroSchema> parsed;
        bool isUnanswered = false;
    };
    struct Payload {
        std::string key;
        std::string bytes;
    };

    [[nodiscard]] bool keep(const std::string& key, std::string_view payload) {
        m_payloads.push_back({key, std::string(payload)});
        m_keptBytes += payload.size() + key.size();
        if (std::ranges::find(m_order, key) == m_order.end())
            m_order.push_back(key);
        return true;
    }

    /// The schema of a key, if it is at hand; the first time it may be asked for.
    const Known* known(const std::string& key) {
        const auto before = m_schemas.find(key);
        if (before != m_schemas.end())
            return before->second.parsed ? &before->second : nullptr;
        if (m_schemas.size() >= kMostSampledSchemas)
            return nullptr;
        Known& known = m_schemas[key];
        auto text = m_book->find(key, PayloadFormat::Avro);
        auto parsed = text ? parseAvroSchema(*text)
                           : Result<std::shared_ptr<const AvroSchema>>(tl::unexpected(text.error()));
        if (!parsed) {
            known.isUnanswered = !text && failureOf(text.error()) == FailureKind::Unanswered;
            m_problems.push_back({key, parsed.error(), known.isUnanswered});
            return nullptr;
        }
        known = {std::move(*text), std::move(*parsed), false};
        return &known;
    }

    [[nodiscard]] bool take(const std::string& key, std::string_view payload) {
        const Known* const schema = known(key);
        return schema != nullptr && isWhole(*schema->parsed, payload) && keep(key, payload);
    }

    /// The schema that the user stated; null without one.
    const Known* stated() {
        if (m_book->stated(PayloadFormat::Avro).empty())
            return nullptr;
        if (!m_stated) {
            m_stated.emplace();
            auto parsed = parseAvroSchema(m_book->stated(PayloadFormat::Avro));
            if (parsed)
                m_stated = Known{m_book->stated(PayloadFormat::Avro), std::move(*parsed), false};
            else
                m_problems.push_back({{}, parsed.error()});
        }
        return m_stated->parsed ? &*m_stated : nullptr;
    }

    /// For a key whose schema there is not, or for payloads that name none: the stated schema, if it fits.
    [[nodiscard]] bool takeStated(const std::string& key, std::string_view payload) {
        const auto asked = m_schemas.find(key);
        if (asked != m_schemas.end() && asked->second.isUnanswered)
            return false;
        const Known* const schema = stated();
        if (schema == nullptr || !isWhole(*schema->parsed, payload))
            return false;
        Known& of = m_schemas[key];
        if (!of.parsed)
            of = *schema;
        return of.parsed == schema->parsed && keep(key, payload);
    }

    [[nodiscard]] bool takeSingleObject(const std::string& key, std::string_view payload) {
        const Known* const schema = stated();
        return schema != nullptr && schemaKeyOfFingerprint(avroFingerprint(*schema->parsed)) == key &&
               takeStated(key, payload);
    }

    [[nodiscard]] std::int64_t payloadsOf(const std::string& key) const {
        return std::ranges::count(m_payloads, key, &Payload::key);
    }

    /// The key of the schema whose names count: the newest of the type that most payloads are of. A stray
    /// record of another type does not name the columns, however new its schema is.
    [[nodiscard]] std::string readerKey() const {
        std::vector<std::string> best;
        std::int64_t most = 0;
        for (const std::string& candidate : m_order) {
            std::int64_t payloads = 0;
            for (const std::string& key : m_order)
                if (isOfType(*m_schemas.at(key).parsed, *m_schemas.at(candidate).parsed))
                    payloads += payloadsOf(key);
            if (payloads > most)
                best.clear();
            most = std::max(most, payloads);
            if (payloads == most)
                best.push_back(candidate);
        }
        return newestSchemaKey(best);
    }

    /// Says which payloads are of another type than the reader's records, and so give no row.
    [[nodiscard]] std::string strays(const AvroSchema& reader) const {
        std::string out;
        if (reader.root().kind != AvroKind::Record)
            return out;
        for (const std::string& key : m_order) {
            const AvroSchema& schema = *m_schemas.at(key).parsed;
            if (isOfType(schema, reader))
                continue;
            const std::string names = recordNames(schema);
            const std::int64_t payloads = payloadsOf(key);
            out += (out.empty() ? "" : ", ") + std::to_string(payloads) + " of " +
                   (names.empty() ? std::string("no record type") : names) + " (" + schemaKeyWords(key) + ")";
        }
        return out.empty() ? out
                           : "the fields are those of " + reader.root().name +
                                 "; records of other types give no row: " + out;
    }

    void survey(SampledFormat& found, const AvroSchema& reader) const {
        for (const WriterSchema& schema : found.spec.schemas)
            if (isOfType(*m_schemas.at(schema.key).parsed, reader))
                for (const records::Field& field :
                     avroColumns(*m_schemas.at(schema.key).parsed, &reader, kMostFields + 1))
                    found.survey.declare(field);
        DecoderSpec spec = found.spec;
        for (const FieldSample& field : found.survey.fields())
            spec.schema.fields.push_back(field.field);
        auto decoder = AvroDecoder::make(spec);
        if (!decoder || spec.schema.fields.empty())
            return;
        records::RecordBatch rows(std::make_shared<const records::Schema>(spec.schema));
        std::vector<DecodeFailure> failures;
        const std::size_t most = std::min(m_payloads.size(), mostNotedRows(spec.schema.fields.size()));
        for (std::size_t i = 0; i < most; ++i)
            (*decoder)->decodeBare({}, m_payloads[i].key, m_payloads[i].bytes, rows, failures);
        noteRows(rows, found.survey);
    }

    SchemaSource m_book;
    FieldSurvey m_survey;
    std::optional<Known> m_stated;
    std::map<std::string, Known> m_schemas;
    std::vector<std::string> m_order; ///< keys of the payloads taken, as first met
    std::vector<Payload> m_payloads;
    std::size_t m_keptBytes = 0;
    std::vector<SchemaProblem> m_problems; ///< a schema each, of at most kMostSampledSchemas
};

} // namespace

std::unique_ptr<Sampler> avroSampler(const SampleHints& hints) {
    return std::make_unique<AvroSampler>(hints);
}

} // namespace driftwood::decoder
