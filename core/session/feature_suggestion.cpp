#include "session/feature_suggestion.h"

#include "session/field_roles.h"

#include <algorithm>
#include <map>

namespace driftwood::session {
namespace {

/// More categories than this are names, not kinds.
constexpr std::int64_t kMostCategories = 32;

/// So many different integers are needed before they can be running numbers.
constexpr std::size_t kFewestNumbers = 50;
/// Of all values, the share that is distinct in a column of identifiers.
constexpr double kDistinctShare = 0.95;

/// Why the integers of a column name records rather than describe them; empty when they do not. Partitions
/// are looked at one by one: a number that runs over the topic runs in each of them.
std::string namesRecords(const records::RecordBatch& rows, const records::Column& column, std::size_t end) {
    const auto values = column.ints();
    const auto valid = column.validity();
    std::map<std::int32_t, std::int64_t> last;
    std::vector<std::int64_t> all;
    bool onlyGrows = true;
    for (std::size_t row = 0; row < end; ++row) {
        if (valid[row] == 0)
            continue;
        all.push_back(values[row]);
        const auto [before, first] = last.try_emplace(rows.partitions()[row], values[row]);
        onlyGrows = onlyGrows && (first || values[row] >= before->second);
        before->second = values[row];
    }
    const auto count = static_cast<double>(all.size());
    std::ranges::sort(all);
    all.erase(std::unique(all.begin(), all.end()), all.end());
    if (all.size() < kFewestNumbers)
        return {};
    if (onlyGrows)
        return "a running number: it only grows";
    if (static_cast<double>(all.size()) >= kDistinctShare * count)
        return "it names the record: nearly every value is another";
    return {};
}

/// Why a field that is no input is none: its role where it has one, else what its values say.
std::string whyLeftOut(const FieldChoice& choice, const dataset::FieldStatistics& field,
                       const records::RecordBatch& rows, std::size_t end) {
    if (choice.role == FieldRole::Ignore)
        if (std::string reason = whyNotLearnFrom(field, rows, end); !reason.empty())
            return reason;
    return "its role is " + std::string(fieldRoleName(choice.role));
}

} // namespace

std::string whyNotLearnFrom(const dataset::FieldStatistics& field) {
    if (field.missing == field.rows)
        return "it is always missing";
    if (field.missing + field.notFitting == field.rows)
        return "none of its values fits its type";
    if (field.field.type == records::FieldType::Text) {
        if (field.distinct <= 1)
            return "it has one value only";
        return field.distinct > kMostCategories
                   ? "text with " + std::to_string(field.distinct) + " different values"
                   : std::string();
    }
    return field.max > field.min ? std::string() : "it has one value only";
}

std::string whyNotLearnFrom(const dataset::FieldStatistics& field, const records::RecordBatch& rows,
                            std::size_t end) {
    std::string reason = whyNotLearnFrom(field);
    if (!reason.empty() || field.field.type != records::FieldType::Int64)
        return reason;
    const records::Column* column = rows.find(field.field.path);
    return column == nullptr ? std::string() : namesRecords(rows, *column, end);
}

Result<FeatureSuggestion> suggestFeatures(const dataset::LoadedDataset& data, const std::string& rolesJson,
                                          training::Task task, const std::string& labelPath) {
    const std::string where = "data set " + data.manifest.name;
    if (task != training::Task::AnomalyDetection && labelPath.empty())
        return fail(ErrorCode::InvalidArgument, "the task needs a label field", where,
                    "Name it with --label FIELD.");
    const auto trainEnd = static_cast<std::size_t>(data.trainRows);
    const auto statistics = trainingStatistics(data);
    const FieldRoles roles = rolesOf(data, statistics, rolesJson);
    FeatureSuggestion suggestion{roles.spec(task, labelPath), {}};
    for (std::size_t i = 0; i < roles.fields.size(); ++i) {
        const std::string& path = roles.fields[i].field.path;
        const auto& inputs = suggestion.spec.inputs;
        if (path != suggestion.spec.labelPath &&
            std::ranges::find(inputs, path, &features::FeatureInput::path) == inputs.end())
            suggestion.leftOut.push_back(
                {path, whyLeftOut(roles.fields[i], statistics[i], data.rows, trainEnd)});
    }
    if (!suggestion.spec.inputs.empty())
        return suggestion;
    std::string reasons;
    for (const LeftOutField& field : suggestion.leftOut)
        reasons += (reasons.empty() ? ": " : "; ") + field.path + ": " + field.reason;
    return fail(ErrorCode::InvalidArgument, "no field is left to learn from" + reasons, where,
                "Name features with --features.");
}

} // namespace driftwood::session
