#include "decoder/formats/csv/csv_sampler.h"

#include "decoder/formats/csv/csv_record.h"
#include "decoder/formats/csv/csv_value.h"
#include "decoder/formats/json/json_index.h"

#include <array>
#include <map>

namespace driftwood::decoder {
namespace {

constexpr std::array<char, 4> kDelimiters{',', ';', '\t', '|'};

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

/// Bytes of another format are no CSV, whatever commas are among them.
bool isText(std::string_view payload, char delimiter) {
    return findInvalidUtf8(payload) == std::string_view::npos &&
           findControlCharacter(payload, delimiter) == std::string_view::npos;
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
        if (isText(payload, delimiter) && record.parse(payload, delimiter))
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
        if (!isText(payload, fit.delimiter) || !record.parse(payload, fit.delimiter) ||
            record.size() != fit.columns)
            continue;
        survey.beginRecord();
        for (std::size_t i = 0; i < columns.size(); ++i)
            survey.note(columns[i], columns[i], kindOf(record.field(i)), record.field(i));
    }
    return survey;
}

class CsvSampler final : public Sampler {
  public:
    explicit CsvSampler(const SampleHints& hints)
        : m_columns(hints.columns) {}

    [[nodiscard]] bool claim(std::string_view, const HeaderSchema&) override { return false; }
    void seeClaimed(std::string_view payload) override {
        for (const char delimiter : kDelimiters)
            if (isText(payload, delimiter) && m_record.parse(payload, delimiter))
                ++m_claimedAsCsv[{delimiter, m_record.size()}];
    }
    void seeUnclaimed(std::string_view payload) override {
        m_payloads.emplace_back(payload);
        m_keptBytes += payload.size();
    }
    [[nodiscard]] std::size_t keptBytes() const override { return m_keptBytes; }

    [[nodiscard]] SampledFormat finish() const override {
        const CsvFit fit = bestFit(m_payloads, m_columns.size());
        SampledFormat found;
        found.payloads = fit.payloads;
        found.spec.format = PayloadFormat::Csv;
        if (fit.payloads == 0)
            return found;
        if (const auto both = m_claimedAsCsv.find({fit.delimiter, fit.columns}); both != m_claimedAsCsv.end())
            found.beyond = both->second;
        found.spec.csvDelimiter = fit.delimiter;
        found.spec.csvColumns = m_columns;
        for (std::size_t i = m_columns.size(); i < fit.columns; ++i)
            found.spec.csvColumns.push_back(std::string("c").append(std::to_string(i)));
        found.survey = surveyCsv(fit, m_payloads, found.spec.csvColumns);
        return found;
    }

  private:
    std::vector<std::string> m_columns;
    std::vector<std::string> m_payloads; ///< kept, because a delimiter can only be judged over many payloads
    std::size_t m_keptBytes = 0;
    /// Number of payloads of other formats that a CSV decoder would accept too, by delimiter and columns.
    std::map<std::pair<char, std::size_t>, std::int64_t> m_claimedAsCsv;
    CsvRecord m_record;
};

} // namespace

std::unique_ptr<Sampler> csvSampler(const SampleHints& hints) { return std::make_unique<CsvSampler>(hints); }

} // namespace driftwood::decoder
