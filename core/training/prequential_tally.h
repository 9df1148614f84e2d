#pragma once

#include "training/metrics.h"
#include "training/network_spec.h"
#include "training/safetensors.h"

#include <cstdint>
#include <deque>
#include <vector>

namespace driftwood::training {

/// How one row was predicted before it was learned.
struct PrequentialOutcome {
    double loss = 0.0;
    std::int32_t predicted = 0; ///< classification
    std::int32_t actual = 0;    ///< classification
    std::int32_t previous = -1; ///< classification: the label before, -1 for the first
    double error = 0.0;         ///< regression: prediction minus label, in the label's unit
};

/// Adds outcomes up to an Evaluation; a sum of counts, so that it costs nothing per row however long the run
/// is.
class PrequentialTally {
  public:
    PrequentialTally(Task task, int classes);
    void add(const PrequentialOutcome& outcome);
    [[nodiscard]] std::int64_t rows() const { return m_rows; }
    [[nodiscard]] Evaluation evaluation() const;

    void save(TensorFile& file) const;
    [[nodiscard]] Status restore(const TensorFile& file, const std::string& where);

  private:
    Task m_task;
    std::int64_t m_rows = 0;
    double m_loss = 0.0;
    double m_absoluteError = 0.0;
    double m_squaredError = 0.0;
    std::int64_t m_noChangeRows = 0;
    std::int64_t m_noChangeHits = 0;
    std::vector<std::int64_t> m_hits, m_predicted, m_actual; ///< per class
};

/// The last rows' outcomes.
class OutcomeWindow {
  public:
    OutcomeWindow(std::size_t capacity, Task task, int classes)
        : m_capacity(capacity)
        , m_task(task)
        , m_classes(classes) {}
    void add(const PrequentialOutcome& outcome);
    [[nodiscard]] Evaluation evaluation() const;

    void save(TensorFile& file) const;
    [[nodiscard]] Status restore(const TensorFile& file, const std::string& where);

  private:
    std::size_t m_capacity;
    Task m_task;
    int m_classes;
    std::deque<PrequentialOutcome> m_outcomes;
};

} // namespace driftwood::training
