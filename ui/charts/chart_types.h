#pragma once

#include <QString>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace driftwood::ui {

/// The quantity on a chart's horizontal axis. Time is milliseconds since 1970 UTC, like Kafka's timestamps;
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

/// The meaning of a series. It decides colour, width and form, the same in every chart.
enum class SeriesRole : std::uint8_t {
    Train,      ///< line
    TrainRaw,   ///< 1 px, faint: the values before smoothing
    Validation, ///< line with a ring at each evaluation
    Compared,   ///< dashed: another run's line
    Actual,     ///< thin line
    Predicted,  ///< line; with a band: ±2σ
    Measure,    ///< rate, lag, latency, norm; with a band: percentiles
    Category,   ///< one of several runs or fields, by number; at most six
    Outliers,   ///< points without a line, in the alarm colour
};

/// A stretch without data: "no records, 12 min".
struct Gap {
    Interval span;
    QString text;
};

/// A labelled instant: an alarm (triangle on top) or a value that is not finite (line).
struct Mark {
    double x = 0;
    QString text;
};

/// Text attached to a data point. With a `link` (to a record's position, for example) it can be clicked.
struct Annotation {
    QString id; ///< passed to Chart::annotationActivated
    double x = 0;
    QString text; ///< "spike, step 11,902"
    QString link; ///< "P2 @ 4,301,118 … 4,301,373"; empty: not clickable
};

/// The dashed line that a series should not cross, with its value at the line's right end.
struct Limit {
    double value = 0;
    QString text;      ///< "threshold", "clip"; may be empty
    bool above = true; ///< true: values above it are beyond the limit; false: values below it
    bool mark = true;  ///< draws what lies beyond in the alarm colour
    /// A reference value, in the reference's colour. The axis always includes it, even a logarithmic one.
    bool isReference = false;
};

/// One brushed range: its stretch, and the letter that names it in chart, table and text.
struct BrushRange {
    QString name; ///< "A", "B", …, or words: "retrain range"
    Interval span;
    bool operator==(const BrushRange&) const = default;
};

/// The first line of a readout: "step 6,620 · epoch 4" and, right of it, "14:31:36".
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
    std::vector<QString> names; ///< one per partition; empty: P0, P1, …

    [[nodiscard]] std::size_t size() const { return counts.empty() ? 0 : counts.front().size(); }
    [[nodiscard]] Interval span() const { return {begin, begin + width * static_cast<double>(size())}; }
};

/// A histogram with its own edges: counts.size() + 1 of them, ascending.
struct Histogram {
    std::vector<double> edges;
    std::vector<double> counts;
};

} // namespace driftwood::ui
