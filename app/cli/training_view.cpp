#include "app/cli/training_view.h"

#include "app/cli/field_remarks.h"
#include "ui/format/format.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace driftwood::cli {
namespace {

constexpr int kChartHeight = 12;
constexpr int kMostChartWidth = 100;

double last(const std::map<std::string, ChartLine>& curves, const std::string& name) {
    const auto it = curves.find(name);
    return it == curves.end() || it->second.y.empty() ? std::numeric_limits<double>::quiet_NaN()
                                                      : it->second.y.back();
}

} // namespace

void addMetric(std::map<std::string, ChartLine>& curves, const workspace::MetricRow& metric) {
    ChartLine& line = curves[metric.name];
    line.x.push_back(static_cast<double>(metric.step));
    line.y.push_back(metric.value);
}

QStringList lossChart(const std::map<std::string, ChartLine>& curves, int width) {
    std::vector<ChartLine> lines;
    QStringList legend;
    const auto take = [&](const std::string& name, QChar mark, const QString& title) {
        if (const auto it = curves.find(name); it != curves.end()) {
            lines.push_back(it->second);
            lines.back().mark = mark;
            legend << QStringLiteral("%1 %2").arg(mark).arg(title);
        }
    };
    const training::LearnerType& inOnePass = training::learnerOf(training::LearnerKind::OnePass);
    const bool onePass = curves.contains(inOnePass.qualityName("loss"));
    take("train/loss", QChar(0x00B7), onePass ? "loss of the last rows" : "loss of a batch"); // ·
    take("train/epoch_loss", QChar(0x2022), "mean of an epoch");                              // •
    take("validation/loss", QChar(0x25CB), "validation loss");                                // ○
    QStringList out = lineChart(lines, std::min(width, kMostChartWidth), kChartHeight);
    if (!out.isEmpty())
        out << QStringLiteral("  %1   (over %2)")
                   .arg(legend.join(QStringLiteral("   ")), onePass ? "rows" : "steps");
    return out;
}

void TrainingView::printFields(const runs::RunSetup& setup) {
    constexpr qsizetype kMostLines = 20;
    m_progress.clear();
    for (const QString& line : remarkLines(remarksOf(setup.doubtful)))
        m_terminal.paragraph(m_terminal.styled("doubtful: ", Style::Drift) + line, 2);
    const QStringList lines = remarkLines(remarksOf(setup.leftOut));
    for (const QString& line : lines.mid(0, kMostLines))
        m_terminal.paragraph("not learned from: " + line, 2);
    if (lines.size() > kMostLines)
        m_terminal.line(QStringLiteral("not learned from: %1 and more; the model's card lists all")
                            .arg(counted(static_cast<qint64>(setup.leftOut.size()), "field")));
}

std::vector<std::string> warningsOf(const runs::TrainUpdate& update) {
    if (!update.setup || !update.setup->validationLabel)
        return {};
    std::string warning = profiling::labelWarning(*update.setup->validationLabel);
    return warning.empty() ? std::vector<std::string>() : std::vector{std::move(warning)};
}

void TrainingView::show(std::vector<runs::TrainUpdate>&& updates) {
    for (const runs::TrainUpdate& update : updates) {
        if (update.setup && !std::exchange(m_fieldsPrinted, true))
            printFields(*update.setup);
        for (const std::string& warning : warningsOf(update)) {
            m_progress.clear();
            m_terminal.paragraph(m_terminal.styled("warning  ", Style::Drift) + shown(warning), 2);
        }
        bool epochEnded = false;
        std::int64_t step = 0;
        for (const workspace::MetricRow& metric : update.metrics) {
            addMetric(m_curves, metric);
            epochEnded = epochEnded || metric.name == "train/epoch_loss";
            step = metric.step;
        }
        if (epochEnded && update.step)
            printEpoch(step, update.step->epoch, update.bestEpoch);
    }
    Progress progress = updates.back().progress;
    if (const double loss = last(m_curves, "train/loss");
        std::isfinite(loss) && !updates.back().metrics.empty())
        progress.detail += "  loss " + ui::formatNumber(loss).toStdString();
    if (const double accuracy =
            last(m_curves, training::learnerOf(training::LearnerKind::OnePass).qualityName("accuracy"));
        std::isfinite(accuracy))
        progress.detail += "  accuracy " + ui::formatNumber(accuracy).toStdString();
    m_progress.show(progress);
}

/// Epochs, including the best one, are counted from the run's start, even if it was resumed.
void TrainingView::printEpoch(std::int64_t step, int epoch, int bestEpoch) {
    const double validation = last(m_curves, "validation/loss");
    QString text = QStringLiteral("  epoch %1  step %2  loss %3")
                       .arg(epoch, 3)
                       .arg(ui::formatCount(step), 7)
                       .arg(ui::formatNumber(last(m_curves, "train/epoch_loss")), 9);
    if (std::isfinite(validation))
        text += QStringLiteral("  validation %1").arg(ui::formatNumber(validation), 9);
    if (epoch == bestEpoch && std::isfinite(validation))
        text += m_terminal.styled("  best so far", Style::Good);
    m_terminal.line(text);
}

void TrainingView::printCurves() const {
    for (const QString& row : lossChart(m_curves, m_terminal.width()))
        m_terminal.line(row);
}

} // namespace driftwood::cli
