#include "decoder/schema_inference.h"

#include "decoder/field_path.h"
#include "decoder/field_survey.h"
#include "decoder/formats/csv/csv_record.h"
#include "decoder/formats/csv/csv_value.h"
#include "decoder/formats/json/json_index.h"
#include "decoder/registry_frame.h"

#include <algorithm>
#include <array>
#include <map>

namespace driftwood::decoder {
namespace {

constexpr std::array<char, 4> kDelimiters{',', ';', '\t', '|'};
constexpr std::size_t kMostKeptBytes = std::size_t{16} * 1024 * 1024;

// ---- JSON

ValueKind kindOf(const JsonNumber& number) {
    if (!number.integer)
        return ValueKind::Float;
    double value = 0;
    const bool isDouble = number.toDouble(value);
    if (number.toInt64())
        return isDouble ? ValueKind::Integer : ValueKind::WideInteger;
    return isDouble ? ValueKind::Float
                    : ValueKind::HugeInteger; // for example 1e20, which JavaScript writes out in full
}

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

// ---- CSV

ValueKind kindOf(std::string_view text) {
    if (csvMissing(text))
        return csvNotANumber(text) ? ValueKind::NotANumber : ValueKind::Null;
    if (csvBool(text))
        return ValueKind::Bool;
    const bool onlyDigits = text.find_first_not_of("-0123456789") == std::string_view::npos;
    const std::string_view magnitude = text.starts_with('-') ? text.substr(1) : text;
    if (onlyDigits && magnitude.size() > 1 && magnitude.front() == '0')
        return ValueKind::Text; // keep codes such as 007 as text: a number would lose the zeros
    const bool isDouble = csvDouble(text).has_value();
    if (onlyDigits && csvInteger(text))
        return isDouble ? ValueKind::Integer : ValueKind::WideInteger;
    if (isDouble)
        return ValueKind::Float;
    return onlyDigits && magnitude.find('-') == std::string_view::npos ? ValueKind::HugeInteger
                                                                       : ValueKind::Text;
}

/// How well a delimiter fits: the most frequent number of columns with it, and the number of such payloads.
struct CsvFit {
    char delimiter = ',';
    std::size_t columns = 0;
    std::int64_t payloads = 0;
};

CsvFit fitOf(char delimiter, const std::vector<std::string>& payloads, std::size_t namedColumns) {
    std::map<std::size_t, std::int64_t> payloadsWith;
    CsvRecord record;
    bool allNumbers = true;
    for (const std::string& payload : payloads) {
        if (findInvalidUtf8(payload) == std::string_view::npos && record.parse(payload, delimiter))
            ++payloadsWith[record.size()];
        allNumbers = allNumbers && csvDouble(payload).has_value();
    }
    CsvFit best{delimiter};
    for (const auto& [columns, count] : payloadsWith) {
        // Any text has one column, so one column needs stronger evidence.
        const bool fits = namedColumns > 0 ? columns == namedColumns : columns > 1 || allNumbers;
        if (fits && count >= best.payloads)
            best = {delimiter, columns, count};
    }
    return best;
}

CsvFit bestFit(const std::vector<std::string>& payloads, std::size_t namedColumns) {
    CsvFit best;
    for (const char delimiter : kDelimiters) {
        const CsvFit fit = fitOf(delimiter, payloads, namedColumns);
        if (fit.payloads > best.payloads || (fit.payloads == best.payloads && fit.columns > best.columns))
            best = fit;
    }
    return best;
}

FieldSurvey surveyCsv(const CsvFit& fit, const std::vector<std::string>& payloads,
                      const std::vector<std::string>& columns) {
    FieldSurvey survey;
    CsvRecord record;
    for (const std::string& payload : payloads) {
        if (findInvalidUtf8(payload) != std::string_view::npos || !record.parse(payload, fit.delimiter) ||
            record.size() != fit.columns)
            continue;
        survey.beginRecord();
        for (std::size_t i = 0; i < columns.size(); ++i)
            survey.note(columns[i], columns[i], kindOf(record.field(i)), record.field(i));
    }
    return survey;
}

} // namespace

struct SchemaInference::State {
    explicit State(std::vector<std::string> wanted)
        : json(std::move(wanted)) {}

    std::vector<std::string> csvColumns;
    std::optional<PayloadFormat> only;
    JsonIndex index;
    FieldSurvey json;
    std::int64_t jsonObjects = 0;
    std::int64_t sampled = 0;
    std::vector<std::string> notJson; ///< kept, because a delimiter can only be judged over many payloads
    std::size_t keptBytes = 0;
    std::int64_t framed = 0; ///< records with a schema registry frame, which are never CSV
    std::string firstFrame;  ///< description of the first of them
    /// Number of JSON objects that a CSV decoder would accept too, by delimiter and columns.
    std::map<std::pair<char, std::size_t>, std::int64_t> objectsAsCsv;
    CsvRecord csv;

    void countAsCsv(std::string_view object) {
        for (const char delimiter : kDelimiters)
            if (csv.parse(object, delimiter))
                ++objectsAsCsv[{delimiter, csv.size()}];
    }

    [[nodiscard]] bool surveyJson(std::string_view payload) {
        index.clear();
        index.add(payload);
        if (!index.build())
            return false;
        JsonCursor& cursor = index.next();
        if (index.atEnd() || cursor.peek() != '{')
            return false;
        JsonCursor again = cursor; // for a second walk after the first has validated the object
        if (!cursor.skip(0) || !index.atEnd())
            return false;
        json.beginRecord();
        return ObjectSurveyor(json).object(again);
    }
};

SchemaInference::SchemaInference(std::vector<std::string> csvColumns, std::optional<PayloadFormat> only,
                                 std::vector<std::string> wanted)
    : m_state(std::make_unique<State>(std::move(wanted))) {
    m_state->csvColumns = std::move(csvColumns);
    m_state->only = only;
}

SchemaInference::~SchemaInference() = default;

void SchemaInference::add(const broker::RawBatch& sample) {
    for (const broker::RawRecord& record : sample.records()) {
        if (m_state->keptBytes >= kMostKeptBytes)
            return;
        ++m_state->sampled;
        if (!record.hasValue || record.value.empty())
            continue;
        if (m_state->surveyJson(record.value)) {
            ++m_state->jsonObjects;
            m_state->countAsCsv(record.value);
        } else if (const auto id = registrySchemaId(record.value)) {
            if (m_state->framed++ == 0)
                m_state->firstFrame = registryLook(record.value);
        } else {
            m_state->notJson.emplace_back(record.value);
            m_state->keptBytes += record.value.size();
        }
    }
}

Result<InferredSchema> SchemaInference::finish() const {
    const bool csvWanted = m_state->only != PayloadFormat::Json;
    const CsvFit fit = csvWanted ? bestFit(m_state->notJson, m_state->csvColumns.size()) : CsvFit{};
    const std::int64_t jsonObjects = m_state->only == PayloadFormat::Csv ? 0 : m_state->jsonObjects;
    if (m_state->framed > std::max(jsonObjects, fit.payloads))
        return fail(ErrorCode::NotFound,
                    std::to_string(m_state->framed) + " of " + std::to_string(m_state->sampled) +
                        " sampled records look like " + m_state->firstFrame + "; they are not decoded",
                    {}, "Choose a topic whose values are JSON or CSV.");
    if (jsonObjects == 0 && fit.payloads == 0)
        return fail(
            ErrorCode::NotFound,
            "none of " + std::to_string(m_state->sampled) +
                " sampled records could be decoded: neither JSON objects nor CSV with comma, semicolon, "
                "tab or bar",
            {}, "Choose a range that holds records of these formats, or name the CSV columns.");
    InferredSchema inferred;
    inferred.sampled = m_state->sampled;
    const bool isJson = jsonObjects >= fit.payloads;
    if (!isJson) {
        inferred.spec.format = PayloadFormat::Csv;
        inferred.spec.csvDelimiter = fit.delimiter;
        inferred.spec.csvColumns = m_state->csvColumns;
        for (std::size_t i = inferred.spec.csvColumns.size(); i < fit.columns; ++i)
            inferred.spec.csvColumns.push_back(std::string("c").append(std::to_string(i)));
    }
    const FieldSurvey survey =
        isJson ? m_state->json : surveyCsv(fit, m_state->notJson, inferred.spec.csvColumns);
    inferred.undecodable = m_state->sampled - (isJson ? jsonObjects : fit.payloads);
    if (const auto both = m_state->objectsAsCsv.find({fit.delimiter, fit.columns});
        !isJson && both != m_state->objectsAsCsv.end())
        inferred.undecodable -= both->second;
    inferred.fields = survey.fields();
    inferred.warning = survey.warning();
    for (const FieldSample& field : inferred.fields)
        inferred.spec.schema.fields.push_back(field.field);
    if (inferred.fields.empty())
        return fail(ErrorCode::NotFound, "the sampled records are JSON objects without any usable field",
                    inferred.warning);
    return inferred;
}

} // namespace driftwood::decoder
