#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::training {

/// Names of classes that a model has no output for, with their numbers of rows.
class UnknownClasses {
  public:
    /// Further distinct names are counted together:
    /// a label of a live topic can take any number of values.
    static constexpr std::size_t kMostNames = 1000;

    /// A name that is not UTF-8 cannot be stored in JSON; its rows are counted without the name.
    void add(std::string_view name, std::int64_t rows = 1);
    void add(const UnknownClasses& others);
    [[nodiscard]] std::int64_t rows() const;
    [[nodiscard]] std::vector<std::int64_t> rowsOfEach() const; ///< of those with a name
    [[nodiscard]] const std::map<std::string, std::int64_t>& byName() const { return m_byName; }
    /// "c", "c (150), d (49)": at most `most` names, most frequent first; empty when there are none.
    [[nodiscard]] std::string text(std::size_t most = 5) const;
    bool operator==(const UnknownClasses&) const = default;

  private:
    std::map<std::string, std::int64_t> m_byName;
    std::int64_t m_unnamed = 0; ///< rows of classes that have no entry in m_byName
};

/// Which rows a metric covers and which it leaves out.
struct CountedRows {
    std::int64_t rows = 0;           ///< covered by the metric: with a label, if the task has one
    std::int64_t withoutLabel = 0;   ///< not covered: rows without a label
    std::int64_t ofUnknownClass = 0; ///< part of `rows`, all wrong: the model has no output for their class
    UnknownClasses unknownClasses;   ///< names of those classes, if known
    std::int64_t beforeLearning = 0; ///< not covered: predicted before anything was learned
    /// Part of `rows`, all wrong: the model's outputs were no numbers, so it named no class.
    std::int64_t withoutAnswer = 0;
};

/// A fraction as a percentage rounded to tenths; shows 0 or 100 only if it is exactly that.
[[nodiscard]] double shownPercent(double share);
/// The same as text: "97.8".
[[nodiscard]] std::string percentText(double share);
/// 12345 as "12,345".
[[nodiscard]] std::string groupedCount(std::int64_t count);

} // namespace driftwood::training
