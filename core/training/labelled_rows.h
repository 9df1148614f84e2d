#pragma once

#include "training/gradient_engine.h"
#include "training/objectives/objective.h"
#include "training/training_data.h"

#include <cstdint>
#include <span>
#include <vector>

namespace driftwood::training {

/// The rows of prepared data that can be learned from (if the task has a label: rows with a label of a class
/// that the model knows), and batches of them.
class LabelledRows {
  public:
    /// InvalidArgument when inputs, labels and task do not fit together.
    [[nodiscard]] static Result<LabelledRows> of(const TrainingData& data, Task task);

    [[nodiscard]] const std::vector<std::uint32_t>& rows() const { return m_rows; }
    /// Counts of all rows by how metrics treat them; the names of unknown classes are not available here.
    [[nodiscard]] const CountedRows& counted() const { return m_counted; }

    /// Copies the given rows into a batch, which is valid until the next call.
    [[nodiscard]] Batch gather(std::span<const std::uint32_t> rows);

  private:
    LabelledRows(const TrainingData& data, Task task)
        : m_data(data)
        , m_loss(lossOf(task, data.classes))
        , m_reconstructs(objectiveOf(task).reconstructs) {}

    TrainingData m_data;
    Loss m_loss;
    bool m_reconstructs; ///< the input is its own target
    std::vector<std::uint32_t> m_rows;
    CountedRows m_counted;
    std::vector<float> m_inputs;
    std::vector<float> m_targets;
    std::vector<std::int32_t> m_classes;
    std::vector<float> m_weights;
};

} // namespace driftwood::training
