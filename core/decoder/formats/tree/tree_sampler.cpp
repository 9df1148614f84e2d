#include "decoder/formats/tree/tree_sampler.h"

#include "decoder/field_path.h"
#include "decoder/formats/tree/json_sink.h"
#include "decoder/value_text.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace driftwood::decoder {
namespace {

/// Looks at a payload's outermost value.
class ShapeSink final : public TreeSink {
  public:
    /// An object with a name that people would give a field: a few bytes of anything may be {1: 2}.
    [[nodiscard]] bool isObject() const { return m_isObject; }

    void beginObject() override { ++m_depth; }
    void endObject() override { --m_depth; }
    void beginArray() override { ++m_depth; }
    void endArray() override { --m_depth; }
    void name(std::string_view name) override {
        const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
        m_isObject = m_isObject || (m_depth == 1 && std::ranges::any_of(name, isLetter));
    }

  private:
    int m_depth = 0;
    bool m_isObject = false;
};

/// Notes every field of a payload that is already known to be sound.
class SurveySink final : public TreeSink {
  public:
    explicit SurveySink(FieldSurvey& survey)
        : m_survey(survey) {}

    void beginObject() override {
        if (m_json.depth() > 0)
            return m_json.beginObject();
        if (m_ends.empty() && !m_isObject) {
            m_path.clear();
            m_exact.clear();
        }
        m_isObject = true;
        m_ends.push_back({m_path.size(), m_exact.size()});
    }
    void name(std::string_view name) override {
        if (m_json.depth() > 0)
            return m_json.name(name);
        m_path.resize(m_ends.back().path);
        m_exact.resize(m_ends.back().exact);
        if (m_ends.size() > 1)
            m_path += '.';
        m_path += name;
        appendExactName(m_exact, name);
    }
    void endObject() override {
        if (m_json.depth() > 0)
            return m_json.endObject();
        m_ends.pop_back();
    }
    void beginArray() override {
        if (m_json.depth() == 0) {
            m_text.clear();
            m_json = JsonSink(m_text);
        }
        m_json.beginArray();
    }
    void endArray() override {
        m_json.endArray();
        if (m_json.depth() == 0)
            m_survey.note(m_path, m_exact, ValueKind::Source, m_text);
    }

    void null() override {
        leaf(ValueKind::Null, "null", [](JsonSink& json) { json.null(); });
    }
    void truth(bool value) override {
        leaf(ValueKind::Bool, value ? "true" : "false", [&](JsonSink& json) { json.truth(value); });
    }
    void integer(std::int64_t value) override {
        const auto nearest = static_cast<double>(value);
        const bool isExact = nearest < 0x1p63 && static_cast<std::int64_t>(nearest) == value;
        leaf(isExact ? ValueKind::Integer : ValueKind::WideInteger, std::to_string(value),
             [&](JsonSink& json) { json.integer(value); });
    }
    void largeInteger(std::uint64_t value) override {
        const auto nearest = static_cast<double>(value);
        const bool isExact = nearest < 0x1p64 && static_cast<std::uint64_t>(nearest) == value;
        leaf(isExact ? ValueKind::Float : ValueKind::HugeInteger, std::to_string(value),
             [&](JsonSink& json) { json.largeInteger(value); });
    }
    void floating(double value) override {
        leaf(std::isfinite(value) ? ValueKind::Float : ValueKind::NotANumber, doubleText(value),
             [&](JsonSink& json) { json.floating(value); });
    }
    void singleFloating(float value) override {
        leaf(std::isfinite(value) ? ValueKind::Float : ValueKind::NotANumber, floatText(value),
             [&](JsonSink& json) { json.singleFloating(value); });
    }
    void text(std::string_view value) override {
        leaf(ValueKind::Text, value, [&](JsonSink& json) { json.text(value); });
    }
    void decimal(std::string_view digits) override {
        const bool isWhole = digits.find('.') == std::string_view::npos;
        leaf(isWhole ? ValueKind::HugeInteger : ValueKind::Float, digits,
             [&](JsonSink& json) { json.decimal(digits); });
    }

  private:
    struct Ends {
        std::size_t path = 0;
        std::size_t exact = 0;
    };

    template <class ToJson>
    void leaf(ValueKind kind, std::string_view example, ToJson toJson) {
        if (m_json.depth() > 0)
            toJson(m_json);
        else
            m_survey.note(m_path, m_exact, kind, example);
    }

    FieldSurvey& m_survey;
    std::string m_path{kTreeValuePath};
    std::string m_exact{kTreeValuePath};
    std::vector<Ends> m_ends; ///< of the paths of the objects that are open
    bool m_isObject = false;
    std::string m_text;
    JsonSink m_json{m_text};
};

} // namespace

bool TreeSampler::claim(std::string_view payload, const HeaderSchema& named) {
    if (!m_isStated && !named.key.empty())
        return false;
    TreeInput input(payload);
    ShapeSink shape;
    if (payload.empty() || !m_format.read(input, shape) || !(m_isStated || shape.isObject()))
        return false;
    m_survey.beginRecord();
    TreeInput again(payload);
    SurveySink survey(m_survey);
    if (!m_format.read(again, survey))
        return false;
    ++m_payloads;
    return true;
}

SampledFormat TreeSampler::finish() const {
    SampledFormat found{.payloads = m_payloads, .spec = {}, .survey = m_survey, .problem = {}, .warning = {}};
    found.spec.format = m_format.format;
    return found;
}

} // namespace driftwood::decoder
