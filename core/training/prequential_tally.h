#pragma once

#include "training/metrics.h"
#include "training/network_spec.h"
#include "training/safetensors.h"

#include <cstdint>
#include <deque>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

namespace driftwood::training {

/// The loss of a row whose class had no output yet, or that has no answer.
inline constexpr double kNoLoss = std::numeric_limits<double>::quiet_NaN();

/// The prediction of one row before it was learned.
struct PrequentialOutcome {
    double loss = 0.0;
    std::int32_t predicted = 0; ///< classification; kNoAnswer: the outputs were no numbers
    std::int32_t actual = 0;    ///< classification; features::kUnknownClass: the name cannot be stored
    std::int32_t previous = -1; ///< classification: the previous label, -1 for the first row
    double error = 0.0;         ///< regression: prediction minus label, in the label's unit
};

/// Sums over the rows that metrics cover.
struct OutcomeSums {
    std::int64_t rows = 0;
    std::int64_t unknownRows = 0;    ///< class had no output at that time; these rows have no loss
    std::int64_t unansweredRows = 0; ///< the outputs were no numbers; these rows have no loss either
    double loss = 0.0;
    double absoluteError = 0.0;
    double squaredError = 0.0;
    std::int64_t noChangeRows = 0;
    std::int64_t noChangeHits = 0;
    std::vector<std::int64_t> hits, predicted, actual; ///< per class
};

/// Accumulates outcomes into an Evaluation. It keeps counts and sums only, so the cost per row does not grow
/// with the length of the run.
class PrequentialTally {
  public:
    PrequentialTally(Task task, std::size_t classes);
    /// Increases the number of classes.
    void setClasses(std::size_t classes);
    void add(const PrequentialOutcome& outcome);
    /// Adds a row predicted before anything was learned: it is counted but excluded from metrics.
    void leaveOut(const PrequentialOutcome& outcome);
    /// Adds the class name of a row that has no loss.
    void addUnknownClass(std::string_view name) { m_unknownClasses.add(name); }
    /// Number of rows of both kinds.
    [[nodiscard]] std::int64_t rows() const { return m_sums.rows + m_leftOut; }
    /// Rows of each class so far, of both kinds.
    [[nodiscard]] std::vector<std::int64_t> actualRows() const;
    /// `positive` as for ClassTally.
    [[nodiscard]] Evaluation evaluation(std::optional<std::size_t> positive = std::nullopt) const;

    void save(TensorFile& file) const;
    [[nodiscard]] Status restore(const TensorFile& file, const std::string& where);
    /// Adds the entries that older versions lack: rows of unknown classes and rows left out.
    static void upgrade(TensorFile& file);

  private:
    [[nodiscard]] Status restoreUnanswered(const TensorFile& file, const std::string& where);
    [[nodiscard]] Status restoreUnknown(const TensorFile& file, const std::string& where);
    [[nodiscard]] Status restoreLeftOut(const TensorFile& file, const std::string& where);

    Task m_task;
    OutcomeSums m_sums;
    std::int64_t m_leftOut = 0;            ///< rows not covered by the metrics
    std::vector<std::int64_t> m_leftOutOf; ///< the same per class
    UnknownClasses m_unknownClasses;
};

/// The outcomes of the last rows.
class OutcomeWindow {
  public:
    OutcomeWindow(std::size_t capacity, Task task, std::size_t classes)
        : m_capacity(capacity)
        , m_task(task)
        , m_classes(classes) {}
    void setClasses(std::size_t classes) { m_classes = classes; }
    void add(const PrequentialOutcome& outcome);
    [[nodiscard]] Evaluation evaluation(std::optional<std::size_t> positive = std::nullopt) const;

    void save(TensorFile& file) const;
    [[nodiscard]] Status restore(const TensorFile& file, const std::string& where);

  private:
    std::size_t m_capacity;
    Task m_task;
    std::size_t m_classes;
    std::deque<PrequentialOutcome> m_outcomes;
};

} // namespace driftwood::training
