#include "session/label_check.h"

#include "features/field_reader.h"
#include "training/metrics.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace driftwood::session {
namespace {

std::string rowsText(std::int64_t rows) { return std::to_string(rows) + (rows == 1 ? " row" : " rows"); }

/// "99.8": never rounded up to all of them.
std::string percent(double share) {
    const double tenths = std::floor(share * 1000.0);
    return std::to_string(static_cast<int>(tenths) / 10) + "." +
           std::to_string(static_cast<int>(tenths) % 10);
}

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
    check.mostFrequent = most->first;
    check.share = static_cast<double>(most->second) / static_cast<double>(check.rows);
    if (counts.size() == 1)
        check.finding = LabelCheck::Finding::OneClass;
    else if (check.share >= training::kUnbalanced)
        check.finding = LabelCheck::Finding::MostlyOne;
    return check;
}

std::string labelWarning(const LabelCheck& check) {
    switch (check.finding) {
    case LabelCheck::Finding::Fine:
        break;
    case LabelCheck::Finding::NoLabel:
        return "no row of the validation part has a label: nothing will tell how good the model is";
    case LabelCheck::Finding::OneClass:
        return "all " + rowsText(check.rows) + " of the validation part are of class \"" +
               check.mostFrequent +
               "\": no figure will tell whether the model knows it from the others. Choose a range whose "
               "latest "
               "part has more than one class, or keep more for validation.";
    case LabelCheck::Finding::MostlyOne:
        return percent(check.share) + " % of the " + rowsText(check.rows) +
               " of the validation part are of class \"" + check.mostFrequent +
               "\": accuracy means little here, look at precision, recall and balanced accuracy";
    }
    return {};
}

} // namespace driftwood::session
