#pragma once

#include "training/trainer.h"

#include <cstdint>
#include <span>
#include <vector>

namespace driftwood::training {

/// The rows of prepared data that can be learned from (with a label, where the task has one), and batches of
/// them.
class LabelledRows {
  public:
    /// InvalidArgument when inputs, labels and task do not go together.
    [[nodiscard]] static Result<LabelledRows> of(const TrainingData& data, Task task);

    [[nodiscard]] const std::vector<std::uint32_t>& rows() const { return m_rows; }

    /// Copies the named rows together; the batch is valid until the next call.
    [[nodiscard]] Batch gather(std::span<const std::uint32_t> rows);

  private:
    LabelledRows(const TrainingData& data, Task task)
        : m_data(data)
        , m_loss(lossOf(task, data.classes))
        , m_reconstructs(task == Task::AnomalyDetection) {}

    TrainingData m_data;
    Loss m_loss;
    bool m_reconstructs; ///< the input is its own target
    std::vector<std::uint32_t> m_rows;
    std::vector<float> m_inputs;
    std::vector<float> m_targets;
    std::vector<std::int32_t> m_classes;
};

} // namespace driftwood::training
