#pragma once

#include <QString>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace driftwood::ui {

/// What a chart's horizontal axis counts. Time is milliseconds since 1970 UTC, as Kafka's timestamps are;
/// doubles hold them exactly.
enum class XAxis : std::uint8_t { Number, Step, Epoch, Time };

/// A half-open stretch [begin, end) of a chart's horizontal axis.
struct Interval {
    double begin = 0;
    double end = 0;

    [[nodiscard]] double length() const { return end - begin; }
    [[nodiscard]] bool isEmpty() const { return !(end > begin); }
    [[nodiscard]] bool contains(double x) const { return x >= begin && x < end; }
    bool operator==(const Interval&) const = default;
};

/// What a series means; colour, width and form follow from it, the same in every chart.
enum class SeriesRole : std::uint8_t {
    Train,      ///< line
    TrainRaw,   ///< 1 px, faint: the values before smoothing
    Validation, ///< line with a ring at each evaluation
    Compared,   ///< dashed: another run's line
    Actual,     ///< thin line
    Predicted,  ///< line; with a band: ±2σ
    Measure,    ///< rate, lag, latency, norm; with a band: percentiles
    Category,   ///< one of several runs or fields, by number; six at most
    Outliers,   ///< points without a line, in the colour of alarms
};

/// A stretch in which there is nothing to draw: "no records, 12 min".
struct Gap {
    Interval span;
    QString text;
};

/// An instant worth a word: an alarm (triangle on top) or a value that is not finite (line).
struct Mark {
    double x = 0;
    QString text;
};

/// Text on the data, tied to a point of it. With a `link` (a record's position, say) it can be clicked.
struct Annotation {
    QString id; ///< comes back in Chart::annotationActivated
    double x = 0;
    QString text; ///< "spike, step 11,902"
    QString link; ///< "P2 @ 4,301,118 … 4,301,373"; empty: not clickable
};

/// The dashed line a series should not cross, its value at the line's right end.
struct Limit {
    double value = 0;
    QString text;      ///< "threshold", "clip"; may be empty
    bool above = true; ///< values above (else below) are beyond it
    bool mark = true;  ///< draw what lies beyond in the colour of alarms
    /// Something to be compared with, in the reference's colour: it stays in sight also on a logarithmic
    /// axis.
    bool isReference = false;
};

/// One brushed range: a letter that names it in chart, table and prose, and its stretch.
struct BrushRange {
    QString name; ///< "A", "B", …, or words: "retrain range"
    Interval span;
    bool operator==(const BrushRange&) const = default;
};

/// First line of a readout: "step 6,620 · epoch 4" and, right of it, "14:31:36".
struct PositionText {
    QString text;
    QString aside;
};
using PositionFormat = std::function<PositionText(double x)>;

/// Records per bucket of equal width: counts[partition][bucket].
struct Buckets {
    double begin = 0; ///< where bucket 0 begins
    double width = 1;
    std::vector<std::vector<double>> counts;
    std::vector<QString> names; ///< one a partition; empty: P0, P1, …

    [[nodiscard]] std::size_t size() const { return counts.empty() ? 0 : counts.front().size(); }
    [[nodiscard]] Interval span() const { return {begin, begin + width * static_cast<double>(size())}; }
};

/// A histogram with own edges: counts.size() + 1 edges, ascending.
struct Histogram {
    std::vector<double> edges;
    std::vector<double> counts;
};

} // namespace driftwood::ui
