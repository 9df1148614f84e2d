#include "evaluation/error_analysis.h"

#include "base/statistics/quantile.h"
#include "dataset/stream_dataset.h"
#include "evaluation/row_scoring.h"
#include "model/inputs.h"
#include "scoring/over_time_rows.h"
#include "scoring/prediction_metrics.h"
#include "training/objectives/objective.h"
#include "training/row_outcome.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <optional>
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
    Span span{quantile(values, kFarOut), quantile(values, 1.0 - kFarOut)};
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

/// The records with the largest errors of rows that come in their order.
class LargestErrors {
  public:
    explicit LargestErrors(PredictionKind prediction)
        : m_prediction(prediction) {}

    void take(const model::TrainedModel& model, const records::RecordBatch& rows,
              const scoring::Predictions& said) {
        for (std::size_t row = 0; row < said.size(); ++row)
            if (const auto size = sizeOf(model, said, row))
                add(*size, rows, said, row);
    }
    [[nodiscard]] std::vector<WrongRecord> finish() {
        keepLargest();
        return std::move(m_kept);
    }

  private:
    /// Nothing if the row's prediction is not wrong, or not known to be.
    [[nodiscard]] std::optional<double> sizeOf(const model::TrainedModel& model,
                                               const scoring::Predictions& said, std::size_t row) const {
        switch (m_prediction) {
        case PredictionKind::Score:
            return said.values[row];
        case PredictionKind::Number:
            return std::isnan(said.actuals[row]) ? std::nullopt : std::optional(said.errors[row]);
        case PredictionKind::Class:
            if (!(said.errors[row] > 0.0))
                return std::nullopt;
            // With two classes, Predictions holds the probability of the second.
            return model.classes() == 2 && said.classes[row] == 0 ? 1.0 - said.values[row] : said.values[row];
        }
        return std::nullopt;
    }

    void add(double size, const records::RecordBatch& rows, const scoring::Predictions& said,
             std::size_t row) {
        if (std::isnan(size)) // treated as the largest possible error
            size = std::numeric_limits<double>::infinity();
        if (size < m_least)
            return;
        WrongRecord wrong;
        wrong.position = rows.position(row);
        wrong.at = TimestampMs(rows.timestampsMs()[row]);
        if (rows.keys().valid(row))
            wrong.key = std::string(rows.keys().text(row));
        wrong.value = said.values[row];
        wrong.actual = said.actuals[row];
        if (!said.classes.empty())
            wrong.predictedClass = said.classes[row];
        wrong.size = size;
        m_kept.push_back(std::move(wrong));
        if (m_kept.size() >= 4 * kLargestErrors)
            keepLargest();
    }

    /// Among equal errors the first row's counts as larger, so that the same analysis gives the same list.
    void keepLargest() {
        std::ranges::stable_sort(m_kept, std::greater<>(), &WrongRecord::size);
        if (m_kept.size() < kLargestErrors)
            return;
        m_kept.resize(kLargestErrors);
        m_least = m_kept.back().size;
    }

    PredictionKind m_prediction;
    std::vector<WrongRecord> m_kept;
    double m_least = -std::numeric_limits<double>::infinity(); ///< smaller errors are not among the largest
};

/// Fills in the errors according to the task.
class AnalysisWriter {
  public:
    AnalysisWriter(ErrorAnalysis& out, const scoring::Predictions& said)
        : m_out(out)
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
        for (const std::uint8_t anomalous : m_said.anomalous)
            m_out.wrong += anomalous;
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
        m_out.errorP95 = quantile(absolute, 0.95);
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
            else if (m_said.classes[row] == training::kNoAnswer)
                ++out.unanswered; // evaluation counts it as wrong, too
            else if (std::isnan(m_said.actuals[row]))
                ++out.unseen[predicted];
            else
                ++out.counts[static_cast<std::size_t>(m_said.actuals[row]) * out.classes.size() + predicted];
            m_out.wrong += m_said.errors[row] > 0.0 ? 1 : 0;
        }
    }

    ErrorAnalysis& m_out;
    const scoring::Predictions& m_said;
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
                                    dataset::RowSource& rows, const std::stop_token& stop) {
    const dataset::RowParts parts = rows.parts().value_or(dataset::RowParts());
    const bool hasValidation = parts.validationBegin < parts.rows;
    ErrorAnalysis analysis;
    analysis.model = model;
    analysis.learnedFrom = model->lineage.learnerType().inOnePass || !hasValidation;
    scoring::Predictions said;
    LargestErrors largest(model->objective().prediction);
    Status scored = scoreRows(
        model, rows, hasValidation ? parts.validationBegin : 0,
        [&](const records::RecordBatch& batch, const scoring::Predictions& more) {
            append(said, more);
            largest.take(*model, batch, more);
        },
        stop);
    if (!scored)
        return forward(scored);
    analysis.rows = static_cast<std::int64_t>(said.size());
    analysis.evaluation = scoring::evaluatePredictions(*model, said);
    analysis.largest = largest.finish();
    AnalysisWriter(analysis, said).fill();
    return analysis;
}

Result<ErrorAnalysis> analyseErrors(broker::Connection& connection,
                                    const std::shared_ptr<const model::TrainedModel>& model,
                                    const ProgressSink& progress, const std::stop_token& stop) {
    Result<ErrorAnalysis> analysis = ErrorAnalysis();
    const auto read = dataset::streamDataset(
        connection, model->lineage.dataset,
        {.fields = model::fieldsOf({model}), .stage = "scoring with " + model->name},
        [&](dataset::RowSource& found) {
            return scoring::withColumnsOverTime(found, model->features.spec().overTime,
                                                model->lineage.dataset.ranges(),
                                                [&](dataset::RowSource& rows) -> Status {
                                                    analysis = analyseErrors(model, rows, stop);
                                                    return analysis ? Status() : Status(forward(analysis));
                                                });
        },
        progress, stop);
    if (!read)
        return tl::unexpected<Error>(read.error());
    return analysis;
}

} // namespace driftwood::evaluation
