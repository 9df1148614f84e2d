#include "base/text_values.h"
#include "dataset/filter/filter.h"
#include "dataset/filter/filter_test.h"
#include "dataset/filter/filter_words.h"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace driftwood::dataset {
namespace {

using Condition = Filter::Condition;
using Rows = std::vector<std::uint32_t>;

template <class Visit>
void forEachTest(const std::vector<Condition>& conditions, Visit&& visit) {
    for (const Condition& condition : conditions) {
        if (condition.kind == Condition::Kind::Test)
            visit(condition.test);
        else
            forEachTest(condition.parts, visit);
    }
}

/// Rows of `all` that are not in `out`; both ascending.
Rows without(const Rows& all, const Rows& out) {
    Rows left;
    std::ranges::set_difference(all, out, std::back_inserter(left));
    return left;
}

class Selection {
  public:
    Selection(const records::RecordBatch& batch, Filter::Rules rules,
              std::vector<UncomparedValues>* uncompared)
        : m_batch(batch)
        , m_rules(rules)
        , m_notes(uncompared) {}

    /// The rows that pass all conditions, ascending as before.
    Rows all(const std::vector<Condition>& conditions, Rows rows) {
        for (const Condition& condition : conditions)
            rows = one(condition, std::move(rows));
        return rows;
    }

  private:
    Rows one(const Condition& condition, Rows rows) {
        switch (condition.kind) {
        case Condition::Kind::Test:
            if (const auto test = BoundTest::bind(condition.test, m_batch.schema(), m_rules))
                test->keep(rows, m_batch, m_notes);
            else
                rows.clear();
            return rows;
        case Condition::Kind::Not:
            return without(rows, one(condition.parts.front(), rows));
        case Condition::Kind::And:
            return all(condition.parts, std::move(rows));
        case Condition::Kind::Or:
            break;
        }
        Rows passed;
        for (const Condition& part : condition.parts) { // test only rows that have not passed yet
            const Rows more = one(part, rows);
            rows = without(rows, more);
            Rows merged;
            std::ranges::merge(passed, more, std::back_inserter(merged));
            passed = std::move(merged);
        }
        return passed;
    }

    const records::RecordBatch& m_batch;
    Filter::Rules m_rules;
    UncomparedNotes m_notes;
};

} // namespace

Status Filter::check(const records::Schema& schema) const {
    std::string unknown;
    std::optional<Error> refused;
    forEachTest(conditions, [&](const Test& test) {
        const auto bound = BoundTest::bind(test, schema, rules);
        if (bound)
            return;
        if (bound.error().code != ErrorCode::NotFound) {
            if (!refused)
                refused = bound.error();
            return;
        }
        unknown += (unknown.empty() ? "" : ", ") + test.path;
        if (test.column > 0)
            unknown += " (column " + std::to_string(test.column) + ")";
    });
    if (refused)
        return fail(refused->code, refused->what, "filter " + shortened(text(), kShownBytes), refused->hint);
    if (!unknown.empty())
        return fail(ErrorCode::InvalidArgument, "no such field: " + shortened(unknown, kShownBytes),
                    "filter " + shortened(text(), kShownBytes),
                    "Fields have dotted paths, written exactly as in the data; in backticks where they hold "
                    "blanks or other signs. Only fields that are read can be compared.");
    return {};
}

bool Filter::needsRulesByValue(const records::Schema& schema) const {
    bool needs = std::ranges::any_of(
        conditions, [](const Condition& condition) { return condition.kind != Condition::Kind::Test; });
    forEachTest(conditions, [&](const Test& test) {
        const bool isNew = test.op > Operator::GreaterEqual || !test.element.empty();
        const bool isTimestamp = test.path == records::kTimestampPath;
        const auto index = schema.indexOf(test.path);
        const bool isText = test.path == records::kKeyPath ||
                            (index && schema.fields[*index].type == records::FieldType::Text);
        const bool hasNoUpperEnd = test.op == Operator::Greater || test.op == Operator::GreaterEqual;
        needs = needs || isNew || (isTimestamp && !hasNoUpperEnd); // the older rule reads "no time" as -1
        for (const Literal& literal : test.literals) {
            const bool isNumber = literal.kind == Literal::Kind::Number;
            needs = needs || literal.kind == Literal::Kind::Time || (isText && isNumber) ||
                    (isTimestamp && (!isNumber || BoundTest::looksLikeSeconds(literal.text))) ||
                    (isNumber && literal.text.find('+') != std::string::npos); // 1e+5
        }
    });
    return needs;
}

std::vector<std::uint32_t> Filter::select(const records::RecordBatch& batch,
                                          std::vector<UncomparedValues>* uncompared) const {
    Rows rows(batch.rows());
    std::iota(rows.begin(), rows.end(), 0U);
    return Selection(batch, rules, uncompared).all(conditions, std::move(rows));
}

} // namespace driftwood::dataset
