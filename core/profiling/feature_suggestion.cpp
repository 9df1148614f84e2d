#include "profiling/feature_suggestion.h"

#include "features/field_reader.h"
#include "features/transforms/transform_kind.h"
#include "training/counted_rows.h"
#include "training/objectives/objective.h"

#include <algorithm>

namespace driftwood::profiling {
namespace {

bool isInput(const features::FeatureSpec& spec, const std::string& path) {
    return std::ranges::find(spec.inputs, path, &features::FeatureInput::path) != spec.inputs.end();
}

/// Whether a field goes in as hour or weekday alone, which do not grow.
bool onlyCyclic(const features::FeatureSpec& spec, const std::string& path) {
    return std::ranges::all_of(spec.inputs, [&](const features::FeatureInput& input) {
        return input.path != path || kindOf(input.transform).readAs == features::ReadAs::Time;
    });
}

/// The findings on the fields of a data set's training rows that have a label.
class Knowledge {
  public:
    Knowledge(const dataset::LoadedDataset& data, const std::string& labelPath)
        : m_rows(data.rows)
        , m_end(static_cast<std::size_t>(data.trainRows))
        , m_statistics(trainingStatistics(data))
        , m_ofLabel(labelFindings(data.rows, m_end, labelPath)) {}

    [[nodiscard]] const std::vector<dataset::FieldStatistics>& statistics() const { return m_statistics; }
    [[nodiscard]] const FieldFinding& ofLabel(std::size_t field) const { return m_ofLabel[field]; }
    [[nodiscard]] FieldFinding finding(std::size_t field) const {
        return m_ofLabel[field] ? m_ofLabel[field] : findingOn(m_statistics[field], m_rows, m_end);
    }
    /// The reason why a field is not an input: it reveals the label; otherwise its role; otherwise the
    /// finding on its values.
    [[nodiscard]] std::string whyLeftOut(const FieldChoice& choice, std::size_t field) const {
        if (m_ofLabel[field])
            return m_ofLabel[field].text();
        if (!transformsFor(choice.field, choice.role).empty())
            return "it was not chosen";
        if (choice.role == FieldRole::Ignore)
            if (const FieldFinding found = finding(field))
                return found.text();
        return "its role is " + std::string(features::fieldRoleName(choice.role));
    }
    [[nodiscard]] FeatureChoice reviewed(features::FeatureSpec spec, const FieldRoles& roles) const {
        FeatureChoice out{std::move(spec), {}, {}};
        for (std::size_t i = 0; i < roles.fields.size(); ++i) {
            const std::string& path = roles.fields[i].field.path;
            if (isInput(out.spec, path)) {
                const FieldFinding found = finding(i);
                const bool isDoubtful = m_ofLabel[i] || found.problem == FieldProblem::OneValue ||
                                        (found.problem == FieldProblem::Grows && !onlyCyclic(out.spec, path));
                if (isDoubtful)
                    out.doubtful.push_back({path, found.text()});
            } else if (path != out.spec.labelPath) {
                out.leftOut.push_back({path, whyLeftOut(roles.fields[i], i)});
            }
        }
        addRounded(out);
        return out;
    }

  private:
    /// Inputs and a number to predict whose integers no double is equal to. As categories they are text.
    void addRounded(FeatureChoice& out) const {
        std::vector<std::string> paths;
        for (const features::FeatureInput& input : out.spec.inputs)
            if (kindOf(input.transform).readAs != features::ReadAs::Category &&
                std::ranges::find(paths, input.path) == paths.end())
                paths.push_back(input.path);
        if (out.spec.labelKind == features::LabelKind::Number)
            paths.push_back(out.spec.labelPath);
        for (const std::string& path : paths) {
            const auto reader = features::FieldReader::bind(m_rows.schema(), path);
            const std::int64_t rounded = reader ? reader->countRounded(m_rows, 0, m_rows.rows()) : 0;
            if (rounded > 0)
                out.doubtful.push_back({path, training::groupedCount(rounded) +
                                                  (rounded == 1 ? " value is" : " values are") +
                                                  " beyond 2^53 and rounded in learning"});
        }
    }

    const records::RecordBatch& m_rows;
    std::size_t m_end;
    std::vector<dataset::FieldStatistics> m_statistics;
    std::vector<FieldFinding> m_ofLabel;
};

} // namespace

Result<FeatureChoice> suggestFeatures(const dataset::LoadedDataset& data, const features::KeptRoles& kept,
                                      training::Task task, const std::string& labelPath) {
    const std::string where = "data set " + data.manifest.name;
    const bool hasLabel = training::objectiveOf(task).hasLabel();
    if (hasLabel && labelPath.empty())
        return fail(ErrorCode::InvalidArgument, "the task needs a label field", where,
                    "Name it with --label FIELD.");
    const Knowledge known(data, hasLabel ? labelPath : std::string());
    const FieldRoles roles = rolesOf(data, known.statistics(), kept);
    features::FeatureSpec spec = roles.spec(task, labelPath);
    for (std::size_t i = 0; i < roles.fields.size(); ++i)
        if (known.ofLabel(i))
            std::erase_if(spec.inputs, [&](const features::FeatureInput& input) {
                return input.path == roles.fields[i].field.path;
            });
    FeatureChoice choice = known.reviewed(std::move(spec), roles);
    if (!choice.spec.inputs.empty())
        return choice;
    std::string reasons;
    for (const model::LeftOutField& field : choice.leftOut)
        reasons += (reasons.empty() ? ": " : "; ") + field.path + ": " + field.reason;
    return fail(ErrorCode::InvalidArgument, "no field is left to learn from" + reasons, where,
                "Name features with --features.");
}

FeatureChoice reviewFeatures(const dataset::LoadedDataset& data, const features::KeptRoles& kept,
                             features::FeatureSpec spec) {
    const Knowledge known(data, spec.labelPath);
    const FieldRoles roles = rolesOf(data, known.statistics(), kept);
    return known.reviewed(std::move(spec), roles);
}

std::vector<FieldAdvice> fieldAdvice(const dataset::LoadedDataset& data) {
    const auto statistics = trainingStatistics(data);
    const FieldRoles roles = rolesOf(data, statistics, {});
    const auto end = static_cast<std::size_t>(data.trainRows);
    const auto likely = likelyLabel(statistics, roles);
    const auto ofLabel =
        labelFindings(data.rows, end, likely ? statistics[*likely].field.path : std::string());
    std::vector<FieldAdvice> notes;
    for (std::size_t i = 0; i < roles.fields.size(); ++i) {
        const FieldRole role = roles.fields[i].role;
        const FieldFinding finding = ofLabel[i] ? ofLabel[i] : findingOn(statistics[i], data.rows, end);
        const bool matters = role == FieldRole::Feature || role == FieldRole::Ignore;
        FieldAdvice& advice = notes.emplace_back();
        advice.role = role;
        advice.reason = matters ? finding.text() : std::string();
        advice.predicting = matters ? finding.label : std::string();
        if (likely == i)
            advice.task = taskFor(statistics[i]);
    }
    return notes;
}

} // namespace driftwood::profiling
