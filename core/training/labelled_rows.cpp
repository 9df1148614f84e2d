#include "training/labelled_rows.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace driftwood::training {

Result<LabelledRows> LabelledRows::of(const TrainingData& data, Task task) {
    const auto refuse = [](std::string what) {
        return fail(ErrorCode::InvalidArgument, std::move(what), "training data");
    };
    if (data.inputs == nullptr)
        return refuse("no inputs");
    const std::size_t rows = data.inputs->rows;
    if (data.inputs->values.size() != rows * data.inputs->columns ||
        rows > std::numeric_limits<std::uint32_t>::max())
        return refuse("a feature matrix of invalid size");
    LabelledRows result(data, task);
    const auto keepIf = [&](auto hasLabel) {
        for (std::size_t row = 0; row < rows; ++row)
            if (hasLabel(row))
                result.m_rows.push_back(static_cast<std::uint32_t>(row));
        result.m_counted.rows = static_cast<std::int64_t>(result.m_rows.size());
        result.m_counted.withoutLabel = static_cast<std::int64_t>(rows - result.m_rows.size());
    };
    const Objective& objective = objectiveOf(task);
    if (!objective.hasLabel()) {
        keepIf([](std::size_t) { return true; });
        return result;
    }
    if (data.labels == nullptr)
        return refuse("the task needs labels");
    if (objective.learnsNumbers()) {
        if (data.labels->numbers.size() != rows)
            return refuse("not one label number per row");
        keepIf([&](std::size_t row) { return !std::isnan(data.labels->numbers[row]); });
        return result;
    }
    const auto& classes = data.labels->classes;
    if (classes.size() != rows)
        return refuse("not one label class per row");
    if (std::any_of(classes.begin(), classes.end(), [&](std::int32_t c) { return c >= data.classes; }))
        return refuse("a label class beyond the number of classes");
    keepIf([&](std::size_t row) { return classes[row] >= 0; });
    const std::int64_t unknown = std::ranges::count(classes, features::kUnknownClass);
    result.m_counted.ofUnknownClass = unknown;
    result.m_counted.rows += unknown;
    result.m_counted.withoutLabel -= unknown;
    return result;
}

Batch LabelledRows::gather(std::span<const std::uint32_t> rows) {
    const std::size_t columns = m_data.inputs->columns;
    m_inputs.resize(rows.size() * columns);
    for (std::size_t i = 0; i < rows.size(); ++i)
        std::copy_n(m_data.inputs->values.data() + rows[i] * columns, columns, m_inputs.data() + i * columns);
    Batch batch;
    batch.rows = rows.size();
    batch.inputs = m_inputs.data();
    if (m_reconstructs) {
        batch.targets = m_inputs.data();
        return batch;
    }
    if (!m_data.classWeights.empty() && m_loss != Loss::MeanSquaredError) {
        m_weights.clear();
        for (const std::uint32_t row : rows)
            m_weights.push_back(m_data.classWeights[static_cast<std::size_t>(m_data.labels->classes[row])]);
        batch.weights = m_weights.data();
    }
    if (m_loss == Loss::CrossEntropy) {
        m_classes.clear();
        for (const std::uint32_t row : rows)
            m_classes.push_back(m_data.labels->classes[row]);
        batch.classes = m_classes.data();
    } else {
        m_targets.clear();
        for (const std::uint32_t row : rows)
            m_targets.push_back(m_loss == Loss::BinaryCrossEntropy
                                    ? static_cast<float>(m_data.labels->classes[row])
                                    : m_data.labels->numbers[row]);
        batch.targets = m_targets.data();
    }
    return batch;
}

} // namespace driftwood::training
