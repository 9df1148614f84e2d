#include "evaluation/error_analysis.h"

#include "evaluation/row_scoring.h"
#include "scoring/prediction_metrics.h"
#include "training/objectives/objective.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>

namespace driftwood::evaluation {
namespace {

using training::PredictionKind;

constexpr std::size_t kBins = 48;
constexpr std::size_t kAgreementCells = 40;
/// Fraction of values at either end that the scale of a chart ignores.
constexpr double kFarOut = 0.001;

struct Span {
    double begin = 0.0;
    double end = 0.0;
};

/// The interval of nearly all values; `values` need not be sorted but must not contain NaN.
Span mostOf(const std::vector<double>& values) {
    Span span{training::quantile(values, kFarOut), training::quantile(values, 1.0 - kFarOut)};
    if (!(span.end > span.begin)) // (nearly) constant: a chart needs a positive width
        span = {span.begin - 0.5, span.end + 0.5};
    return span;
}

/// Values beyond the edges count in the outermost bins.
std::vector<double> countBetween(const std::vector<double>& edges, std::span<const double> values) {
    std::vector<double> counts(edges.size() - 1, 0.0);
    for (const double value : values) {
        const auto next = std::ranges::upper_bound(edges, value) - edges.begin();
        const auto bin = std::clamp<std::ptrdiff_t>(next - 1, 0, std::ssize(counts) - 1);
        ++counts[static_cast<std::size_t>(bin)];
    }
    return counts;
}

Bins evenBins(const std::vector<double>& values) {
    if (values.empty())
        return {};
    const Span span = mostOf(values);
    Bins bins;
    for (std::size_t i = 0; i <= kBins; ++i)
        bins.edges.push_back(std::lerp(span.begin, span.end, static_cast<double>(i) / kBins));
    bins.counts = countBetween(bins.edges, values);
    return bins;
}

/// Edges with a constant ratio, for non-negative values with a long tail.
std::vector<double> ratioEdges(std::span<const double> values) {
    double least = std::numeric_limits<double>::infinity();
    double most = 0.0;
    for (const double value : values)
        if (value > 0.0 && std::isfinite(value)) {
            least = std::min(least, value);
            most = std::max(most, value);
        }
    if (!(most > 0.0))
        return {};
    if (!(most > least))
        most = least * 2.0;
    std::vector<double> edges;
    for (std::size_t i = 0; i <= kBins; ++i)
        edges.push_back(std::exp(std::lerp(std::log(least), std::log(most), static_cast<double>(i) / kBins)));
    return edges;
}

/// Fills in the errors of rows [begin, …) according to the task.
class AnalysisWriter {
  public:
    AnalysisWriter(ErrorAnalysis& out, const dataset::LoadedDataset& data, std::size_t begin,
                   const scoring::Predictions& said)
        : m_out(out)
        , m_data(data)
        , m_begin(begin)
        , m_said(said) {}

    void fill() {
        switch (m_out.model->objective().prediction) {
        case PredictionKind::Score:
            fillAnomalies();
            break;
        case PredictionKind::Number:
            fillRegression();
            break;
        case PredictionKind::Class:
            fillClassification();
            break;
        }
        keepLargest();
    }

  private:
    void fillAnomalies() {
        const auto& sample = m_out.model->reference.predictionSample;
        std::vector<double> both(sample);
        both.insert(both.end(), m_said.values.begin(), m_said.values.end());
        const std::vector<double> edges = ratioEdges(both);
        if (!edges.empty()) {
            m_out.distribution = {edges, countBetween(edges, m_said.values)};
            m_out.training = {edges, countBetween(edges, sample)};
        }
        for (std::size_t row = 0; row < m_said.size(); ++row) {
            m_out.wrong += m_said.anomalous[row];
            add(row, m_said.values[row]);
        }
    }

    void fillRegression() {
        std::vector<double> signedErrors;
        std::vector<double> absolute;
        std::vector<double> levels; // predicted and actual values, for a common scale
        for (std::size_t row = 0; row < m_said.size(); ++row) {
            if (std::isnan(m_said.actuals[row])) {
                ++m_out.unlabelled;
                continue;
            }
            add(row, m_said.errors[row]);
            if (!std::isfinite(m_said.errors[row]))
                continue; // the largest possible error, which no chart can show
            signedErrors.push_back(
                std::copysign(m_said.errors[row], m_said.values[row] - m_said.actuals[row]));
            absolute.push_back(m_said.errors[row]);
            levels.push_back(m_said.values[row]);
            levels.push_back(m_said.actuals[row]);
        }
        if (signedErrors.empty())
            return;
        m_out.bias = std::accumulate(signedErrors.begin(), signedErrors.end(), 0.0) /
                     static_cast<double>(signedErrors.size());
        m_out.errorP95 = training::quantile(absolute, 0.95);
        m_out.distribution = evenBins(signedErrors);
        fillAgreement(levels);
    }

    /// `levels`: predicted, actual, predicted, actual …
    void fillAgreement(const std::vector<double>& levels) {
        const Span span = mostOf(levels);
        Agreement& out = m_out.agreement;
        out.begin = span.begin;
        out.cells = kAgreementCells;
        out.width = (span.end - span.begin) / static_cast<double>(out.cells);
        out.counts.assign(out.cells * out.cells, 0);
        const auto inside = [&](double level) { return level >= span.begin && level <= span.end; };
        const auto cell = [&](double level) {
            return std::min(static_cast<std::size_t>((level - out.begin) / out.width), out.cells - 1);
        };
        for (std::size_t i = 0; i + 1 < levels.size(); i += 2) {
            if (inside(levels[i]) && inside(levels[i + 1]))
                ++out.counts[cell(levels[i + 1]) * out.cells + cell(levels[i])];
            else
                ++out.outside;
        }
    }

    void fillClassification() {
        Confusion& out = m_out.confusion;
        out.classes = m_out.model->classNames();
        out.counts.assign(out.classes.size() * out.classes.size(), 0);
        out.unseen.assign(out.classes.size(), 0);
        for (std::size_t row = 0; row < m_said.size(); ++row) {
            const auto predicted = static_cast<std::size_t>(m_said.classes[row]);
            if (std::isnan(m_said.errors[row]))
                ++m_out.unlabelled;
            else if (std::isnan(m_said.actuals[row]))
                ++out.unseen[predicted];
            else
                ++out.counts[static_cast<std::size_t>(m_said.actuals[row]) * out.classes.size() + predicted];
            if (m_said.errors[row] > 0.0) {
                ++m_out.wrong;
                add(row, probabilityOfPredicted(row));
            }
        }
    }

    /// With two classes, Predictions holds the probability of the second.
    [[nodiscard]] double probabilityOfPredicted(std::size_t row) const {
        return m_out.model->classes() == 2 && m_said.classes[row] == 0 ? 1.0 - m_said.values[row]
                                                                       : m_said.values[row];
    }

    void add(std::size_t row, double size) {
        // NaN is treated as the largest possible error.
        m_sizes.emplace_back(std::isnan(size) ? std::numeric_limits<double>::infinity() : size, row);
    }

    void keepLargest() {
        const auto kept = std::min(kLargestErrors, m_sizes.size());
        // Ties are broken by row order, so that the same analysis gives the same list.
        std::partial_sort(m_sizes.begin(), m_sizes.begin() + static_cast<std::ptrdiff_t>(kept), m_sizes.end(),
                          [](const auto& a, const auto& b) {
                              return a.first != b.first ? a.first > b.first : a.second < b.second;
                          });
        for (std::size_t i = 0; i < kept; ++i) {
            const auto [size, row] = m_sizes[i];
            const std::size_t of = m_begin + row;
            WrongRecord wrong;
            wrong.position = m_data.rows.position(of);
            wrong.at = TimestampMs(m_data.rows.timestampsMs()[of]);
            if (m_data.rows.keys().valid(of))
                wrong.key = std::string(m_data.rows.keys().text(of));
            wrong.value = m_said.values[row];
            wrong.actual = m_said.actuals[row];
            if (!m_said.classes.empty())
                wrong.predictedClass = m_said.classes[row];
            wrong.size = size;
            m_out.largest.push_back(std::move(wrong));
        }
    }

    ErrorAnalysis& m_out;
    const dataset::LoadedDataset& m_data;
    std::size_t m_begin;
    const scoring::Predictions& m_said;
    std::vector<std::pair<double, std::size_t>> m_sizes; ///< with the row, relative to m_begin
};

} // namespace

ClassFigures figuresOf(const Confusion& confusion, std::size_t classIndex) {
    ClassFigures out;
    for (std::size_t other = 0; other < confusion.classes.size(); ++other) {
        out.actual += confusion.at(classIndex, other);
        out.predicted += confusion.at(other, classIndex);
    }
    out.predicted += confusion.unseen.empty() ? 0 : confusion.unseen[classIndex]; // each of them is wrong
    const auto hits = static_cast<double>(confusion.at(classIndex, classIndex));
    const auto share = [](double part, std::int64_t of) {
        return of > 0 ? part / static_cast<double>(of) : std::numeric_limits<double>::quiet_NaN();
    };
    out.precision = share(hits, out.predicted);
    out.recall = share(hits, out.actual);
    out.f1 = share(2.0 * hits, out.actual + out.predicted);
    return out;
}

Result<ErrorAnalysis> analyseErrors(const std::shared_ptr<const model::TrainedModel>& model,
                                    const dataset::LoadedDataset& data, const ProgressSink& progress,
                                    const std::stop_token& stop) {
    ErrorAnalysis analysis;
    analysis.model = model;
    auto begin = static_cast<std::size_t>(data.validationBegin);
    analysis.learnedFrom = model->lineage.incremental;
    if (begin >= data.rows.rows()) {
        begin = 0;
        analysis.learnedFrom = true;
    }
    scoring::Predictions said;
    auto scored = scoreRows(
        model, data, begin,
        [&said](const records::RecordBatch&, const scoring::Predictions& more) { append(said, more); },
        progress, stop);
    if (!scored)
        return forward(scored);
    analysis.rows = static_cast<std::int64_t>(said.size());
    analysis.evaluation = scoring::evaluatePredictions(*model, said);
    AnalysisWriter(analysis, data, begin, said).fill();
    return analysis;
}

Result<ErrorAnalysis> analyseErrors(broker::Connection& connection,
                                    const std::shared_ptr<const model::TrainedModel>& model,
                                    const ProgressSink& progress, const std::stop_token& stop) {
    auto data = dataset::loadDataset(connection, model->lineage.dataset, progress, stop);
    if (!data)
        return forward(data);
    return analyseErrors(model, *data, progress, stop);
}

} // namespace driftwood::evaluation
