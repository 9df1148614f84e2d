#include "decoder/formats/json/json_sampler.h"

#include "decoder/field_path.h"
#include "decoder/formats/json/json_index.h"
#include "decoder/registry/registry_frame.h"

namespace driftwood::decoder {
namespace {

/// Notes every field of an object that is already known to be valid JSON.
class ObjectSurveyor {
  public:
    explicit ObjectSurveyor(FieldSurvey& survey)
        : m_survey(survey) {}

    /// At an object's brace. Returns false for an invalid object, which callers have already ruled out.
    [[nodiscard]] bool object(JsonCursor& cursor) {
        cursor.step();
        while (cursor.peek() == '"') {
            const std::size_t before = m_path.size();
            const std::size_t exactBefore = m_exact.size();
            std::string_view name;
            if (!cursor.string(name, m_text))
                return false;
            if (before > 0)
                m_path += '.';
            m_path += name;
            appendExactName(m_exact, name);
            if (!cursor.take(':', "expected ':'") || !value(cursor))
                return false;
            m_path.resize(before);
            m_exact.resize(exactBefore);
            if (cursor.peek() == ',')
                cursor.step();
        }
        return cursor.take('}', "expected '}'");
    }

  private:
    [[nodiscard]] bool value(JsonCursor& cursor) {
        const char c = cursor.peek();
        if (c == '{')
            return object(cursor);
        if (c == '"') {
            std::string_view text;
            if (!cursor.string(text, m_text))
                return false;
            m_survey.note(m_path, m_exact, ValueKind::Text, text);
            return true;
        }
        if (const std::string_view word = cursor.notANumber(); !word.empty()) {
            m_survey.note(m_path, m_exact, ValueKind::NotANumber, word);
            return cursor.word(word);
        }
        JsonNumber number;
        if (c == '-' || (c >= '0' && c <= '9')) {
            if (!cursor.number(number))
                return false;
            m_survey.note(m_path, m_exact, kindOf(number), number.text);
            return true;
        }
        std::string_view source;
        if (!cursor.skip(0, &source))
            return false;
        m_survey.note(m_path, m_exact,
                      c == '['   ? ValueKind::Source
                      : c == 'n' ? ValueKind::Null
                                 : ValueKind::Bool,
                      source);
        return true;
    }

    FieldSurvey& m_survey;
    std::string m_path;
    std::string m_exact;
    std::string m_text;
};

class JsonSampler final : public Sampler {
  public:
    explicit JsonSampler(const SampleHints& hints)
        : m_survey(hints.wanted) {}

    [[nodiscard]] bool claim(std::string_view payload, const HeaderSchema&) override {
        m_index.clear();
        m_index.add(withoutJsonFrame(payload));
        if (!m_index.build())
            return false;
        JsonCursor& cursor = m_index.next();
        if (m_index.atEnd() || cursor.peek() != '{')
            return false;
        JsonCursor again = cursor; // for a second walk after the first has validated the object
        if (!cursor.skip(0) || !m_index.atEnd())
            return false;
        m_survey.beginRecord();
        if (!ObjectSurveyor(m_survey).object(again))
            return false;
        ++m_objects;
        return true;
    }
    void seeClaimed(std::string_view) override {}
    void seeUnclaimed(std::string_view) override {}
    [[nodiscard]] std::size_t keptBytes() const override { return 0; }

    [[nodiscard]] SampledFormat finish() const override {
        SampledFormat found{.payloads = m_objects, .spec = {}, .survey = m_survey};
        found.spec.format = PayloadFormat::Json;
        return found;
    }

  private:
    JsonIndex m_index;
    FieldSurvey m_survey;
    std::int64_t m_objects = 0;
};

} // namespace

std::unique_ptr<Sampler> jsonSampler(const SampleHints& hints) {
    return std::make_unique<JsonSampler>(hints);
}

} // namespace driftwood::decoder
