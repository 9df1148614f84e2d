#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::training {

/// Classes that a model has no output for, by name, with the rows that have them.
class UnknownClasses {
  public:
    /// Distinct names beyond these are counted together: a label of a live topic may take any number of
    /// values.
    static constexpr std::size_t kMostNames = 100;

    /// Bytes that are not UTF-8, which no JSON could keep, are counted without their name.
    void add(std::string_view name, std::int64_t rows = 1);
    void add(const UnknownClasses& others);
    [[nodiscard]] std::int64_t rows() const;
    [[nodiscard]] const std::map<std::string, std::int64_t>& byName() const { return m_byName; }
    /// "c", "c (150), d (49)": at most `most` names, the one of most rows first; empty without any.
    [[nodiscard]] std::string text(std::size_t most = 5) const;
    bool operator==(const UnknownClasses&) const = default;

  private:
    std::map<std::string, std::int64_t> m_byName;
    std::int64_t m_unnamed = 0; ///< rows whose class has no entry in m_byName
};

/// Which rows a quality figure is over, and which it is not.
struct CountedRows {
    std::int64_t rows = 0;           ///< in the figure: with a label, where the task has one
    std::int64_t withoutLabel = 0;   ///< left out of the figure: they have no label
    std::int64_t ofUnknownClass = 0; ///< of `rows`: of a class the model has no output for, so each is wrong
    UnknownClasses unknownClasses;   ///< those classes by name, where the names are known
    std::int64_t beforeLearning = 0; ///< left out of the figure: predicted before anything was learned
};

/// A share of rows in percent, rounded to tenths, but never to none or all of them where it is neither.
[[nodiscard]] double shownPercent(double share);
/// The same as "97.8".
[[nodiscard]] std::string percentText(double share);
/// 12345 as "12,345".
[[nodiscard]] std::string groupedCount(std::int64_t count);

} // namespace driftwood::training
