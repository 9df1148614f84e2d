#include "profiling/field_findings.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <unordered_map>

namespace driftwood::profiling {
namespace {

using records::Column;
using records::FieldType;

constexpr std::size_t kLookedAt = 50'000;
/// Minimum average number of rows per value, below which values may match the label by chance.
constexpr std::size_t kRowsAValue = 20;
/// Minimum number of rows outside the label's most frequent value; with fewer nothing can be said.
constexpr std::int64_t kFewestOthers = 5;
/// Maximum share of these that a field may leave undetermined and still reveal the label.
constexpr double kStillOpen = 0.01;
/// 1 - r² of a copy in another unit: allows rounding of a thousandth of the label's deviation.
constexpr double kUnexplained = 1e-6;
constexpr std::size_t kFewestPairs = 50;
constexpr int kMissingCode = 0;

std::vector<std::size_t> spreadRows(std::size_t end) {
    const std::size_t step = std::max<std::size_t>(1, (end + kLookedAt - 1) / kLookedAt);
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < end; row += step)
        rows.push_back(row);
    return rows;
}

/// A code for each distinct value of a column in the given rows; kMissingCode if missing.
struct Codes {
    std::vector<int> of;
    std::size_t distinct = 0; ///< not counting missing ones
    bool hasMissing = false;
    bool tooMany = false; ///< more distinct values than allowed: codes only distinguish missing from present
};

Codes codesOf(const Column& column, const std::vector<std::size_t>& rows, std::size_t mostValues) {
    Codes codes;
    std::unordered_map<std::string, int> known;
    for (const std::size_t row : rows) {
        int code = kMissingCode;
        if (column.valid(row))
            code =
                codes.tooMany
                    ? 1
                    : known.try_emplace(column.asText(row), static_cast<int>(known.size()) + 1).first->second;
        else
            codes.hasMissing = true;
        codes.tooMany = known.size() > mostValues;
        codes.of.push_back(code);
    }
    codes.distinct = known.size();
    return codes;
}

/// The same with a single code for all present values.
Codes presenceOf(Codes codes) {
    for (int& code : codes.of)
        code = code == kMissingCode ? kMissingCode : 1;
    codes.distinct = 1;
    return codes;
}

/// Whether a field's values determine the label's value.
class LabelTable {
  public:
    explicit LabelTable(Codes label)
        : m_label(std::move(label)) {
        std::vector<std::int64_t> counts(m_label.distinct + 1);
        for (const int code : m_label.of)
            if (code != kMissingCode) // ignores rows without a label
                ++counts[static_cast<std::size_t>(code)];
        m_labelled = std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
        m_others = m_labelled - *std::ranges::max_element(counts);
    }

    [[nodiscard]] bool canBeGivenAway() const { return m_others >= kFewestOthers; }
    [[nodiscard]] bool hasKinds() const {
        return m_label.distinct <= static_cast<std::size_t>(kMostKinds) ||
               m_label.distinct * kRowsAValue <= m_label.of.size();
    }

    [[nodiscard]] bool isGivenAwayBy(const Codes& field) const {
        const std::size_t values = field.distinct + (field.hasMissing ? 1 : 0);
        if (values < 2 || values * kRowsAValue > static_cast<std::size_t>(m_labelled))
            return false;
        std::unordered_map<std::int64_t, std::int64_t> pairs;
        const auto width = static_cast<std::int64_t>(m_label.distinct) + 1;
        for (std::size_t i = 0; i < field.of.size(); ++i)
            if (m_label.of[i] != kMissingCode)
                ++pairs[field.of[i] * width + m_label.of[i]];
        std::vector<std::int64_t> most(field.distinct + 1);
        for (const auto& [pair, count] : pairs) {
            std::int64_t& best = most[static_cast<std::size_t>(pair / width)];
            best = std::max(best, count);
        }
        const std::int64_t wrong = m_labelled - std::accumulate(most.begin(), most.end(), std::int64_t{0});
        return static_cast<double>(wrong) <= kStillOpen * static_cast<double>(m_others);
    }

  private:
    Codes m_label;
    std::int64_t m_labelled = 0;
    std::int64_t m_others = 0; ///< labelled rows outside the most frequent value
};

/// The share of b's variance that a linear function of a does not explain; 1 if either is constant.
double unexplained(const std::vector<double>& a, const std::vector<double>& b) {
    const auto n = static_cast<long double>(a.size());
    long double meanA = 0;
    long double meanB = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        meanA += a[i] / n;
        meanB += b[i] / n;
    }
    long double aa = 0;
    long double bb = 0;
    long double ab = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const long double da = a[i] - meanA;
        const long double db = b[i] - meanB;
        aa += da * da;
        bb += db * db;
        ab += da * db;
    }
    if (!(aa > 0) || !(bb > 0))
        return 1.0;
    return static_cast<double>(1.0L - (ab / aa) * (ab / bb));
}

/// Ranks from 0; equal values get their mean rank.
std::vector<double> ranksOf(const std::vector<double>& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t i) { return values[i]; });
    std::vector<double> ranks(values.size());
    for (std::size_t begin = 0; begin < order.size();) {
        std::size_t end = begin + 1;
        while (end < order.size() && values[order[end]] == values[order[begin]])
            ++end;
        for (std::size_t i = begin; i < end; ++i)
            ranks[order[i]] = static_cast<double>(begin + end - 1) / 2.0;
        begin = end;
    }
    return ranks;
}

bool follows(const Column& field, const Column& label, const std::vector<std::size_t>& rows) {
    std::vector<double> a;
    std::vector<double> b;
    for (const std::size_t row : rows) {
        const double x = field.number(row);
        const double y = label.number(row);
        if (std::isfinite(x) && std::isfinite(y)) {
            a.push_back(x);
            b.push_back(y);
        }
    }
    return a.size() >= kFewestPairs &&
           (unexplained(a, b) < kUnexplained || unexplained(ranksOf(a), ranksOf(b)) < kUnexplained);
}

bool isNumber(const Column& column) {
    return column.type() == FieldType::Int64 || column.type() == FieldType::Float64;
}

} // namespace

std::vector<FieldFinding> labelFindings(const records::RecordBatch& rows, std::size_t end,
                                        std::string_view labelPath) {
    const records::Schema& schema = rows.schema();
    std::vector<FieldFinding> findings(schema.fields.size());
    const auto place = schema.indexOf(labelPath);
    if (!place)
        return findings;
    const auto looked = spreadRows(std::min(end, rows.rows()));
    const Column& label = rows.column(*place);
    const LabelTable table(codesOf(label, looked, looked.size()));
    if (!table.canBeGivenAway())
        return findings;
    const std::string name(labelPath);
    for (std::size_t i = 0; i < findings.size(); ++i) {
        const Column& column = rows.column(i);
        if (i == *place)
            continue;
        if (table.hasKinds()) {
            const Codes codes = codesOf(column, looked, looked.size() / kRowsAValue);
            if (codes.hasMissing && table.isGivenAwayBy(presenceOf(codes)))
                findings[i] = {FieldProblem::PresenceGivesLabelAway, 0, name};
            else if (!codes.tooMany && table.isGivenAwayBy(codes))
                findings[i] = {FieldProblem::GivesLabelAway, 0, name};
        } else if (isNumber(column) && isNumber(label) && follows(column, label, looked)) {
            findings[i] = {FieldProblem::FollowsLabel, 0, name};
        }
    }
    return findings;
}

} // namespace driftwood::profiling
