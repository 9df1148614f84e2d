#include "profiling/label_check.h"

#include "base/text_values.h"
#include "features/categories.h"
#include "features/field_reader.h"
#include "training/metrics.h"

#include <algorithm>
#include <map>

namespace driftwood::profiling {
namespace {

constexpr std::size_t kLongestValueSaid = 40; ///< bytes

std::string rowsText(std::int64_t rows) { return std::to_string(rows) + (rows == 1 ? " row" : " rows"); }

} // namespace

std::optional<LabelCheck> checkLabel(const records::RecordBatch& rows, std::string_view label,
                                     std::size_t begin, std::size_t end) {
    const auto reader = features::FieldReader::bind(rows.schema(), label);
    if (!reader || begin >= end)
        return std::nullopt;
    LabelCheck check;
    std::map<std::string, std::int64_t, std::less<>> counts;
    reader->forEachCategory(rows, begin, end, [&](std::string_view category) {
        if (category.data() == nullptr)
            return;
        ++check.rows;
        auto known = counts.find(category);
        if (known == counts.end())
            known = counts.emplace(category, 0).first;
        ++known->second;
    });
    if (check.rows == 0) {
        check.finding = LabelCheck::Finding::NoLabel;
        return check;
    }
    const auto most =
        std::ranges::max_element(counts, {}, &std::pair<const std::string, std::int64_t>::second);
    check.mostFrequent = features::recordText(reader->type(), most->first);
    check.share = static_cast<double>(most->second) / static_cast<double>(check.rows);
    if (counts.size() == 1)
        check.finding = LabelCheck::Finding::OneClass;
    else if (check.share >= training::kUnbalanced)
        check.finding = LabelCheck::Finding::MostlyOne;
    return check;
}

Status checkLabelVaries(const records::RecordBatch& rows, std::size_t end, std::string_view label) {
    const auto reader = features::FieldReader::bind(rows.schema(), label);
    if (!reader)
        return {};
    std::optional<std::string> first;
    bool varies = false;
    constexpr std::size_t kAtOnce = 4096;
    for (std::size_t begin = 0; begin < end && !varies; begin += kAtOnce)
        reader->forEachCategory(rows, begin, std::min(end, begin + kAtOnce), [&](std::string_view value) {
            if (value.data() == nullptr)
                return;
            varies = varies || (first && *first != value);
            if (!first)
                first = std::string(value);
        });
    if (varies)
        return {};
    return fail(ErrorCode::InvalidArgument,
                first ? "the label has one value in all rows to learn from: " +
                            shortened(features::recordText(reader->type(), *first), kLongestValueSaid)
                      : std::string("the label has no value in any row to learn from"),
                std::string(label), "Choose another label, or a range in which it takes several values.");
}

std::string labelWarning(const LabelCheck& check) {
    switch (check.finding) {
    case LabelCheck::Finding::Fine:
        break;
    case LabelCheck::Finding::NoLabel:
        return "no row of the validation part has a label: the model's quality cannot be measured";
    case LabelCheck::Finding::OneClass:
        return "all " + rowsText(check.rows) + " of the validation part are of class \"" +
               check.mostFrequent +
               "\": no figure can show whether the model tells it apart from the others. Choose a range "
               "whose "
               "latest "
               "part has more than one class, or keep more for validation.";
    case LabelCheck::Finding::MostlyOne:
        return training::percentText(check.share) + " % of the " + rowsText(check.rows) +
               " of the validation part are of class \"" + check.mostFrequent +
               "\": accuracy means little here, look at precision, recall and balanced accuracy";
    }
    return {};
}

} // namespace driftwood::profiling
