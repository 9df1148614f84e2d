#include "evaluation/baseline_walk.h"

#include "features/field_reader.h"

#include <cmath>

namespace driftwood::evaluation {

using features::LabelKind;
using training::BaselineTally;

std::optional<BaselineWalk> BaselineWalk::create(const features::FittedFeatures& features,
                                                 const records::Schema& schema,
                                                 std::optional<training::LearnedLabels> learned,
                                                 std::optional<std::size_t> positive) {
    const features::FeatureSpec& spec = features.spec();
    if (spec.labelKind == LabelKind::None)
        return std::nullopt;
    const auto label = features::FieldReader::bind(schema, spec.labelPath);
    if (!label)
        return std::nullopt;
    const bool isClass = spec.labelKind == LabelKind::Category;
    BaselineWalk walk(*label,
                      BaselineTally(isClass ? BaselineTally::Labels::Classes : BaselineTally::Labels::Numbers,
                                    std::move(learned), positive),
                      isClass);
    for (const std::string& name : features.classes())
        walk.m_classes.emplace(name, walk.m_classes.size());
    return walk;
}

void BaselineWalk::advance(const records::RecordBatch& rows, std::size_t begin, std::size_t end,
                           bool judged) {
    std::size_t row = begin;
    const auto keyOf = [&rows](std::size_t of) {
        return rows.keys().valid(of) ? std::optional(rows.keys().text(of)) : std::nullopt;
    };
    if (!m_isClass) {
        m_label.forEachNumberFrom(originOf(rows, begin, end), rows, begin, end, [&](double number) {
            if (std::isfinite(number))
                m_tally.add(number, rows.timestampsMs()[row], judged, keyOf(row));
            ++row;
        });
        return;
    }
    m_label.forEachCategory(rows, begin, end, [&](std::string_view category) {
        if (category.data() != nullptr) {
            auto known = m_classes.find(category);
            if (known == m_classes.end())
                known = m_classes.emplace(category, m_classes.size()).first;
            m_tally.add(static_cast<double>(known->second), rows.timestampsMs()[row], judged, keyOf(row));
        }
        ++row;
    });
}

std::int64_t BaselineWalk::originOf(const records::RecordBatch& rows, std::size_t begin, std::size_t end) {
    if (!m_origin) {
        m_origin = m_label.firstInteger(rows, begin, end);
        if (!m_origin)
            return 0; // no label so far
        if (features::isExactNumber(*m_origin))
            m_origin = 0;
        m_tally.setOrigin(static_cast<double>(*m_origin));
    }
    return *m_origin;
}

void addNoChange(training::Evaluation& evaluation, const training::Baselines& baselines) {
    for (const training::Baseline& baseline : baselines)
        if (baseline.name.starts_with("last_value"))
            for (const char* metric : {"accuracy", "mae"})
                if (const auto value = baseline.evaluation.get(metric))
                    evaluation.values[std::string("no_change_") + metric] = *value;
}

Result<std::vector<std::int64_t>> classRowsOf(const features::FittedFeatures& features,
                                              const records::RecordBatch& rows, std::size_t end) {
    if (features.spec().labelKind != LabelKind::Category)
        return std::vector<std::int64_t>{};
    features::LabelVector labels;
    if (Status read = features.labels(rows, 0, end, labels); !read)
        return forward(read);
    return training::rowsOfClasses(labels.classes, features.classes().size());
}

training::LearnedLabels learnedLabels(const features::FittedFeatures& features,
                                      std::vector<std::int64_t> classRows) {
    return {features.labelMean(), features.labelScale(), std::move(classRows)};
}

} // namespace driftwood::evaluation
