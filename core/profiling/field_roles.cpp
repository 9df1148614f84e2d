#include "profiling/field_roles.h"

#include "features/transforms/transform_kind.h"
#include "profiling/field_findings.h"
#include "training/objectives/objective.h"

#include <algorithm>
#include <cstdlib>

namespace driftwood::profiling {
namespace {

using features::LabelKind;
using features::Transform;
using records::FieldType;

/// A field further from the record's own timestamp than this is not the record's time.
constexpr double kNearRecordTimeMs = 7.0 * 24 * 3600 * 1000;
constexpr std::size_t kLookedAtRows = 1000;

bool isNumber(const records::Field& field) {
    return field.type == FieldType::Int64 || field.type == FieldType::Float64;
}

/// True if `holds` is true for all of the first rows that have the field, and there is such a row.
template <class Predicate>
bool holdsOfRows(const records::RecordBatch& rows, const records::Column& column, Predicate holds) {
    const std::size_t looked = std::min(rows.rows(), kLookedAtRows);
    bool any = false;
    for (std::size_t row = 0; row < looked; ++row) {
        if (!column.valid(row))
            continue;
        any = true;
        if (!holds(row))
            return false;
    }
    return any;
}

/// Whether the field equals the key in every record that has one, and at least every second record has.
bool isRecordKey(const records::RecordBatch& rows, const records::Column& column) {
    std::size_t withKey = 0;
    std::size_t without = 0;
    return holdsOfRows(rows, column,
                       [&](std::size_t row) {
                           const bool hasKey = rows.keys().valid(row);
                           ++(hasKey ? withKey : without);
                           return !hasKey || column.asText(row) == rows.keys().text(row);
                       }) &&
           withKey > 0 && withKey >= without;
}

bool isRecordTime(const records::RecordBatch& rows, const records::Column& column,
                  const records::Field& field) {
    const double ms = millisecondsPer(field.unit.value_or(TimeUnit::Milliseconds));
    return column.type() == FieldType::Int64 && !field.isOfDay &&
           holdsOfRows(rows, column, [&](std::size_t row) {
               const auto written = static_cast<double>(rows.timestampsMs()[row]);
               // Records without a timestamp have -1, which is near every small number.
               return written > kNearRecordTimeMs &&
                      std::abs(column.number(row) * ms - written) < kNearRecordTimeMs;
           });
}

std::string_view lastName(std::string_view path) {
    return path.substr(path.rfind('.') + 1); // npos + 1 is 0
}

template <std::size_t N>
bool isOneOf(const std::array<std::string_view, N>& names, std::string_view name) {
    return std::ranges::any_of(names, [&](std::string_view candidate) {
        return std::ranges::equal(candidate, name, [](char a, char b) {
            return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
        });
    });
}

/// Usual names of labels, for fields of any type.
bool isNamedLikeALabel(const records::Field& field) {
    constexpr std::array<std::string_view, 5> kNames{"label", "labels", "target", "class", "outcome"};
    return isOneOf(kNames, lastName(field.path));
}

/// Boolean fields with one of these names count as labels, too: leaving one out of the inputs is better than
/// using a label by mistake.
bool isFlagNamedLikeALabel(const records::Field& field) {
    constexpr std::array<std::string_view, 6> kNames{"fault",   "fraud",  "failure",
                                                     "anomaly", "defect", "churn"};
    return field.type == FieldType::Bool && isOneOf(kNames, lastName(field.path));
}

bool hasKinds(const dataset::FieldStatistics& field) {
    return field.distinct >= 2 && field.distinct <= kMostKinds;
}

/// The first field with the name and the values of a label.
std::optional<std::size_t> namedLabel(const std::vector<dataset::FieldStatistics>& statistics) {
    for (std::size_t i = 0; i < statistics.size(); ++i) {
        const dataset::FieldStatistics& of = statistics[i];
        const bool isText = of.field.type == FieldType::Text;
        const bool varies = isText ? hasKinds(of) : of.field.type == FieldType::Bool || of.distinct > 1;
        if (isFlagNamedLikeALabel(of.field) || (isNamedLikeALabel(of.field) && varies))
            return i;
    }
    return std::nullopt;
}

/// `statistics` must be those of rows [0, end).
FieldRoles suggestRoles(const records::RecordBatch& rows,
                        const std::vector<dataset::FieldStatistics>& statistics, std::size_t end) {
    FieldRoles out;
    const auto label = namedLabel(statistics);
    for (std::size_t i = 0; i < statistics.size(); ++i) {
        const records::Column& column = rows.column(i);
        out.fields.push_back({statistics[i].field, FieldRole::Feature,
                              transformsFor(statistics[i].field, FieldRole::Feature).front()});
        if (isRecordKey(rows, column))
            out.setRole(i, FieldRole::Key);
        else if (isRecordTime(rows, column, statistics[i].field))
            out.setRole(i, FieldRole::Time);
        else if (label == i)
            out.setRole(i, FieldRole::Label);
        else if (findingOn(statistics[i], rows, end))
            out.setRole(i, FieldRole::Ignore);
    }
    return out;
}

} // namespace

std::string FieldRoles::labelPath() const {
    const auto label = std::ranges::find(fields, FieldRole::Label, &FieldChoice::role);
    return label == fields.end() ? std::string() : label->field.path;
}

void FieldRoles::setRole(std::size_t index, FieldRole role) {
    const auto give = [](FieldChoice& choice, FieldRole to) {
        choice.role = to;
        const auto suiting = transformsFor(choice.field, to);
        if (!suiting.empty() && std::ranges::find(suiting, choice.transform) == suiting.end())
            choice.transform = suiting.front();
    };
    if (role == FieldRole::Label)
        for (FieldChoice& choice : fields)
            if (choice.role == FieldRole::Label)
                give(choice, FieldRole::Feature);
    give(fields[index], role);
}

features::FeatureSpec FieldRoles::spec(training::Task task, const std::string& predicted) const {
    features::FeatureSpec spec;
    const training::Objective& objective = training::objectiveOf(task);
    if (objective.hasLabel() && !predicted.empty()) {
        spec.labelKind = objective.labelKind;
        spec.labelPath = predicted;
    }
    for (const FieldChoice& choice : fields)
        if (choice.field.path != spec.labelPath && !transformsFor(choice.field, choice.role).empty())
            spec.inputs.push_back({choice.field.path, choice.transform});
    return spec;
}

training::Task FieldRoles::task(const std::vector<dataset::FieldStatistics>& statistics) const {
    const auto label = std::ranges::find(fields, FieldRole::Label, &FieldChoice::role);
    if (label == fields.end())
        return training::objectiveFor(LabelKind::None).task;
    const auto known = std::ranges::find_if(
        statistics, [&](const dataset::FieldStatistics& of) { return of.field == label->field; });
    if (known != statistics.end())
        return taskFor(*known);
    return training::objectiveFor(isNumber(label->field) ? LabelKind::Number : LabelKind::Category).task;
}

training::Task taskFor(const dataset::FieldStatistics& label) {
    const bool isKind = !isNumber(label.field) || (label.field.type == FieldType::Int64 && hasKinds(label) &&
                                                   (label.distinct == 2 || isNamedLikeALabel(label.field)));
    return training::objectiveFor(isKind ? LabelKind::Category : LabelKind::Number).task;
}

std::optional<std::size_t> likelyLabel(const std::vector<dataset::FieldStatistics>& statistics,
                                       const FieldRoles& roles) {
    const auto mayBe = [&](std::size_t i) {
        if (2 * statistics[i].missing > statistics[i].rows)
            return false;
        const FieldRole role = i < roles.fields.size() ? roles.fields[i].role : FieldRole::Feature;
        return role == FieldRole::Feature || role == FieldRole::Label;
    };
    if (const auto named = namedLabel(statistics); named && mayBe(*named))
        return named;
    // A flag says what happened to the record more often than one of two words does.
    for (const FieldType type : {FieldType::Bool, FieldType::Text}) {
        std::vector<std::size_t> twoValued;
        for (std::size_t i = 0; i < statistics.size(); ++i)
            if (statistics[i].field.type == type && statistics[i].distinct == 2 && mayBe(i))
                twoValued.push_back(i);
        if (twoValued.size() > 1)
            return std::nullopt; // they are equally likely
        if (!twoValued.empty())
            return twoValued.front();
    }
    return std::nullopt;
}

std::vector<Transform> transformsFor(const records::Field& field, FieldRole role) {
    const bool isTime = role == FieldRole::Time && field.type == FieldType::Int64;
    if (!isTime && role != FieldRole::Feature)
        return {};
    std::vector<Transform> suiting = features::suitingTransforms(field.type);
    std::erase_if(suiting, [isTime](Transform transform) {
        return (kindOf(transform).readAs == features::ReadAs::Time) != isTime;
    });
    if (const auto usual = std::ranges::find(suiting, features::usualTransform(field.type));
        usual != suiting.end()) // first: it is chosen until a person chooses
        std::rotate(suiting.begin(), usual, usual + 1);
    return suiting;
}

FieldRoles suggestRoles(const records::RecordBatch& rows,
                        const std::vector<dataset::FieldStatistics>& statistics) {
    return suggestRoles(rows, statistics, rows.rows());
}

std::vector<dataset::FieldStatistics> trainingStatistics(const dataset::LoadedDataset& data) {
    return dataset::fieldStatistics(data.rows, 0, static_cast<std::size_t>(data.trainRows));
}

FieldRoles rolesOf(const dataset::LoadedDataset& data,
                   const std::vector<dataset::FieldStatistics>& statistics, const features::KeptRoles& kept) {
    return withKept(suggestRoles(data.rows, statistics, static_cast<std::size_t>(data.trainRows)), kept);
}

features::KeptRoles keptRoles(const FieldRoles& roles) {
    features::KeptRoles kept;
    for (const FieldChoice& choice : roles.fields)
        kept.push_back({choice.field.path, choice.role, choice.transform});
    return kept;
}

Result<features::KeptRoles> keptRoles(const workspace::Stored<features::KeptRoles>& stored) {
    if (stored.text().empty())
        return features::KeptRoles();
    return stored.value();
}

FieldRoles withKept(FieldRoles suggested, const features::KeptRoles& kept) {
    for (const features::KeptRole& each : kept) {
        const auto choice = std::ranges::find_if(suggested.fields, [&](const FieldChoice& candidate) {
            return candidate.field.path == each.path;
        });
        if (choice == suggested.fields.end())
            continue;
        choice->transform = each.transform;
        suggested.setRole(static_cast<std::size_t>(choice - suggested.fields.begin()), each.role);
    }
    return suggested;
}

} // namespace driftwood::profiling
