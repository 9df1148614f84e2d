#pragma once

#include "training/class_tally.h"
#include "training/network_spec.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace driftwood::training {

/// A guess that needs no model, and how good it is on the rows that a model is judged by. Names are stable:
/// "mean" (of the training rows' labels), "majority" (their most frequent class), "last_value" (the label of
/// the row before, in the data set's order), "day_before" and "week_before" (the last label at the same time
/// then, at most an hour older); the last three of rows with a key: "last_value_of_key", "day_before_of_key"
/// and "week_before_of_key" (of the rows of the same key), where keys come back often enough for that. Rows
/// without a key say nothing of each other: these three are not known for them.
struct Baseline {
    std::string name;
    /// Names as a model's: "mae", "rmse" and "loss" of numbers, "accuracy", "balanced_accuracy" and the like
    /// of classes. "rows" are those that the guess is known for: the first row has no row before it.
    Evaluation evaluation;
};
using Baselines = std::vector<Baseline>;

/// The labels of the training rows, which "mean" and "majority" guess from.
struct LearnedLabels {
    double mean = 0.0;                   ///< of numbers
    double scale = 0.0;                  ///< of numbers: their standard deviation; 0: not known
    std::vector<std::int64_t> classRows; ///< rows of each class; empty: not known
};

/// Goes over the labels of a data set in its order and judges the guesses.
class BaselineTally {
  public:
    enum class Labels : unsigned char { Numbers, Classes };

    /// Guesses of the mean and the majority are those of `learned`. Nothing: those of the rows gone by, as a
    /// model has them that is tested on a row before it learns from it. `positive` as ClassTally takes it.
    BaselineTally(Labels labels, std::optional<LearnedLabels> learned,
                  std::optional<std::size_t> positive = std::nullopt);

    /// The next row that has a label: a number, or the index of a class (one that training never saw has an
    /// index of its own beyond those that it saw). `timeMs` below 0 is unknown. A row that is not judged is
    /// only remembered.
    void add(double label, std::int64_t timeMs, bool judged, std::optional<std::string_view> key = {});
    /// At most so many rows will be judged. What can then no longer be known for enough of them is given up,
    /// and the labels it would need are not kept: the figures are the same.
    void expectAtMost(std::int64_t judged) { m_mostJudged = judged; }
    /// The first so many rows are not judged, whatever add() says.
    void judgeAfter(std::int64_t rows) { m_notJudged = rows; }
    /// From here on labels are given less this number, as those beyond 2^53 have to be; before the first row.
    void setOrigin(double origin) { m_learned.mean -= origin; }
    [[nodiscard]] std::int64_t rows() const { return m_rows; }

    /// The guesses that are known for nine tenths of the judged rows at least. Of the same key or of any: the
    /// former where rows have keys and both are known.
    [[nodiscard]] Baselines baselines() const;

  private:
    enum Guess : unsigned char {
        Learned,
        LastValue,
        DayBefore,
        WeekBefore,
        LastOfKey,
        DayOfKey,
        WeekOfKey,
        kGuesses
    };
    /// The labels of one key, or of all rows.
    struct Past {
        std::optional<double> last;
        std::vector<std::pair<std::int64_t, double>> history; ///< labels by time, ascending

        [[nodiscard]] std::optional<double> at(std::int64_t timeMs) const;
        void add(double label, std::int64_t timeMs, bool keepsTimes);
    };
    using Guesses = std::array<std::optional<double>, kGuesses>;
    struct Errors {
        double absolute = 0.0;
        double squared = 0.0;
        std::int64_t rows = 0;
    };

    /// `ofKey` is nullptr for a row without a key.
    [[nodiscard]] Guesses guesses(std::int64_t timeMs, const Past* ofKey) const;
    [[nodiscard]] std::optional<double> learnedGuess() const;
    void judge(double guess, double label, Guess of);
    void remember(double label, std::int64_t timeMs, Past* ofKey);
    [[nodiscard]] Evaluation evaluationOf(Guess guess) const;
    /// Whether it is known for so many of the judged rows that it may stand beside a model.
    [[nodiscard]] bool isKnown(Guess guess) const;
    [[nodiscard]] std::int64_t rowsOf(Guess guess) const;
    [[nodiscard]] bool isHopeless(Guess guess) const;
    void giveUpHopeless();

    Labels m_labels;
    bool m_isFixed;
    LearnedLabels m_learned;
    std::int64_t m_rows = 0; ///< gone by, judged or not
    std::int64_t m_judged = 0;
    std::int64_t m_notJudged = 0;
    std::int64_t m_mostJudged = 0; ///< 0: not known
    bool m_keepsTimes = true;      ///< labels by time, of all rows
    bool m_keepsTimesOfKeys = true;
    bool m_keepsKeys = true;
    Past m_past;
    std::map<std::string, Past, std::less<>> m_ofKeys; ///< by key; empty where no row has one
    std::array<Errors, kGuesses> m_errors;             ///< of numbers
    std::vector<ClassTally> m_tallies;                 ///< of classes
};

/// Baselines as plain values beside a model's own: "baseline/last_value/mae".
void addTo(std::map<std::string, double>& values, const Baselines& baselines);
/// The baselines among such values; values of other names are passed over.
[[nodiscard]] Baselines baselinesAmong(const std::map<std::string, double>& values);
/// Whether a value of this name is a baseline's.
[[nodiscard]] bool isOfBaseline(std::string_view name);

/// A model beside the best of its baselines, by the headline metric of the task.
struct BaselineComparison {
    std::string baseline; ///< its name
    std::string metric;   ///< "mae"
    double model = 0.0;
    double best = 0.0; ///< of the baselines
    enum class Standing : unsigned char { Better, Equal, Worse } standing = Standing::Better;
};
/// Nothing where the model has no headline metric, or no baseline has.
[[nodiscard]] std::optional<BaselineComparison> compareWithBaselines(Task task, const Evaluation& model,
                                                                     const Baselines& baselines);

/// "the last value": a baseline in plain English.
[[nodiscard]] std::string_view baselineWords(std::string_view name);
/// "worse than the last value: mae 3.1 against 2.4". Numbers as `number` writes them.
[[nodiscard]] std::string comparisonWords(const BaselineComparison& comparison,
                                          std::string (*number)(double));

} // namespace driftwood::training
