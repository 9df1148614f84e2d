#include "ui/training/loss_panel.h"

#include "ui/charts/series_chart.h"
#include "ui/format/format.h"
#include "ui/format/numbers.h"
#include "ui/itemmodels/training/metric_words.h"
#include "ui/page/task_words.h"
#include "ui/theme/metrics.h"
#include "ui/theme/scaled_size.h"
#include "ui/theme/theme.h"
#include "ui/training/run_book.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/controls/segmented_control.h"
#include "ui/widgets/layout/bar.h"
#include "ui/widgets/text/text_label.h"

#include <QMenu>
#include <QSettings>
#include <QSlider>
#include <QVBoxLayout>
#include <algorithm>

namespace driftwood::ui {
namespace {

constexpr int kSmoothingSteps = 100; ///< the slider counts hundredths
constexpr int kUsualSmoothing = 90;
constexpr int kMostCompared = kCategoryCount - kFirstBeside;

const QString kLogKey = QStringLiteral("training/logarithmic");
const QString kAxisKey = QStringLiteral("training/axis");
const QString kSmoothingKey = QStringLiteral("training/smoothing");

} // namespace

LossPanel::LossPanel(RunBook& book, QWidget* parent)
    : QWidget(parent)
    , m_book(book)
    , m_chart(new SeriesChart(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    buildBar();
    column->addWidget(m_chart, 1);
    m_chart->setAccessibleName(tr("Loss"));
    m_chart->setXAxis(XAxis::Step);
    m_chart->setPositionFormat([this](double x) -> PositionText {
        const StepScale scale(m_look.axis, history(), stepsPerEpoch(m_run, history()));
        const std::int64_t step = std::clamp<std::int64_t>(scale.step(x), 0, history().lastStep());
        const StepScale epochs(RunAxis::Epoch, history(), stepsPerEpoch(m_run, history()));
        const auto seconds = history().seconds().at(static_cast<double>(step)).value_or(0.0);
        const QString elapsed = formatDuration(std::chrono::milliseconds(std::llround(seconds * 1000.0)));
        if (!m_run.row.learnerType().hasEpochs)
            return {tr("record %1").arg(formatCount(step)), elapsed};
        const auto epoch =
            std::max<qint64>(1, std::llround(std::ceil(epochs.place(static_cast<double>(step)))));
        return {tr("step %1 · epoch %2").arg(formatCount(step), formatCount(epoch)), elapsed};
    });
    connect(m_chart, &Chart::annotationActivated, this, [this](const QString& id) {
        const auto spike = std::ranges::find(history().spikes(), id.toLongLong(), &runs::LossSpike::step);
        if (spike != history().spikes().end())
            Q_EMIT recordActivated(spike->position.inOnlyTopic());
    });
    // The key L toggles the chart's axis, so the bar must follow.
    connect(m_chart, &Chart::logToggled, this, [this](bool logarithmic) {
        m_scale->setCurrentIndex(logarithmic ? 1 : 0);
        QSettings().setValue(kLogKey, logarithmic);
    });
    recallLook();
}

LossPanel::~LossPanel() = default;

void LossPanel::recallLook() {
    // Read all settings before setting the first control, because each change saves the values of all
    // controls.
    const QSettings settings;
    const bool logarithmic = settings.value(kLogKey, true).toBool();
    const int axis = settings.value(kAxisKey, 0).toInt();
    const int smoothing = settings.value(kSmoothingKey, kUsualSmoothing).toInt();
    m_scale->setCurrentIndex(logarithmic ? 1 : 0);
    m_axis->setCurrentIndex(axis);
    m_smoothing->setValue(smoothing);
    changeLook();
}

void LossPanel::buildBar() {
    auto* bar = new Bar(this);
    bar->setWraps();
    bar->setLine(Bar::Line::None);
    layout()->addWidget(bar);
    bar->addWidget(textLabel(tr("Loss"), TextStyle::Strong));
    m_what = textLabel({}, TextStyle::Small, Token::Ink2);
    bar->addWidget(m_what);
    m_scale = new SegmentedControl(tr("Scale"), {tr("Linear"), tr("Log")});
    m_axis = new SegmentedControl(tr("Axis"), {tr("Step"), tr("Epoch"), tr("Time")});
    bar->addWidget(m_scale);
    bar->addWidget(m_axis);
    bar->addWidget(textLabel(tr("Smoothing"), TextStyle::Small, Token::Ink2));
    m_smoothing = new QSlider(Qt::Horizontal);
    m_smoothing->setRange(0, kSmoothingSteps - 1);
    setScaled(*m_smoothing, Extent::FixedWidth, 72);
    m_smoothing->setAccessibleName(tr("Smoothing of the training loss"));
    bar->addWidget(m_smoothing);
    m_smoothingValue = textLabel({}, TextStyle::Value);
    m_smoothingValue->setMinimumWidth(m_smoothingValue->fontMetrics().horizontalAdvance(formatFixed(0.0, 2)));
    bar->addWidget(m_smoothingValue);
    bar->addStretch();
    m_compare = barButton(tr("Compare"));
    m_compareMenu = new QMenu(this);
    m_compareMenu->setAccessibleName(tr("Runs to compare with"));
    m_compare->setMenu(m_compareMenu);
    bar->addWidget(m_compare);
    auto* all = iconButton(QStringLiteral("zoom-out"), tr("Show all"), QKeySequence(Qt::Key_0));
    bar->addWidget(all);
    connect(all, &QToolButton::clicked, m_chart, &Chart::showAll);
    connect(m_compareMenu, &QMenu::aboutToShow, this, &LossPanel::fillCompareMenu);
    connect(m_scale, &SegmentedControl::currentIndexChanged, this, &LossPanel::changeLook);
    connect(m_axis, &SegmentedControl::currentIndexChanged, this, [this](int axis) {
        m_chosenAxis = static_cast<RunAxis>(axis);
        changeLook();
    });
    connect(m_smoothing, &QSlider::valueChanged, this, &LossPanel::changeLook);
}

const runs::RunHistory& LossPanel::history() const {
    static const runs::RunHistory kNone;
    if (const auto* session = m_run.session.data())
        return session->history();
    return m_history ? *m_history : kNone;
}

std::int64_t LossPanel::stepsPerEpoch(const RunInfo& run, const runs::RunHistory& history) {
    if (!run.row.learnerType().hasEpochs)
        return 0; // a single pass is one epoch
    const std::int64_t rows = history.fact("rows/train").value_or(0);
    return (rows + run.spec.batchSize - 1) / run.spec.batchSize;
}

void LossPanel::showRun(const RunInfo& run, std::shared_ptr<const runs::RunHistory> history) {
    const bool another = run.row.id != m_run.row.id;
    m_run = run;
    m_history = std::move(history);
    if (another)
        m_compared.clear();
    m_what->setText(lossTitle(run.spec.task));
    m_chart->setEmptyText(emptyText());
    showAxis();
    sayCompared();
    redraw();
    if (another)
        m_chart->showAll();
}

QString LossPanel::emptyText() const {
    const bool known = m_run.session != nullptr || m_history != nullptr;
    if (m_run.state == RunState::Elsewhere)
        return tr("The run is drawn once it has ended in the other window or terminal.");
    if (!known || (m_run.isLive() && m_run.row.steps > 0))
        return tr("Reading the steps so far");
    return m_run.isLive() ? tr("Waiting for the first step") : tr("This run has no steps.");
}

void LossPanel::clear() {
    m_run = {};
    m_history.reset();
    m_compared.clear();
    redraw();
}

void LossPanel::follow(const runs::RunHistory& history) {
    if (m_series)
        m_series->follow(history, stepsPerEpoch(m_run, history), m_look);
    drawBaseline(); // it is known once the data set was read
}

void LossPanel::redraw() {
    SeriesTrack& track = m_chart->track();
    track.clear();
    drawCompared();
    drawBaseline();
    m_series = std::make_unique<LossSeries>(track);
    m_series->show(history(), stepsPerEpoch(m_run, history()), m_look);
}

QString LossPanel::nameOf(const Compared& other) const {
    // Compare only losses on the same data set.
    return other.run.row.datasetName == m_run.row.datasetName
               ? other.run.title()
               : tr("%1, on %2").arg(other.run.title(), qt(other.run.row.datasetName));
}

/// The length of another run's step on the axis: a run in one pass counts records, others batches of them.
double LossPanel::stepOf(const RunInfo& other) const {
    const bool inOnePass = m_run.row.learnerType().inOnePass;
    if (m_look.axis != RunAxis::Step || other.row.learnerType().inOnePass == inOnePass)
        return 1.0;
    return inOnePass ? static_cast<double>(other.spec.batchSize)
                     : 1.0 / static_cast<double>(std::max(1, m_run.spec.batchSize));
}

void LossPanel::drawCompared() {
    SeriesTrack& track = m_chart->track();
    for (std::size_t i = 0; i < m_compared.size(); ++i) {
        const Compared& other = m_compared[i];
        const runs::RunHistory& theirs = *other.history;
        const bool validated = !theirs.metric("validation/loss").empty();
        const SeriesId series =
            track.addSeries(validated ? tr("%1 val.").arg(nameOf(other)) : nameOf(other),
                            m_compared.size() == 1 ? SeriesRole::Compared : SeriesRole::Category,
                            kFirstBeside + static_cast<int>(i));
        runs::Curve curve = comparedCurve(theirs, stepsPerEpoch(other.run, theirs), m_look);
        const double unit = stepOf(other.run);
        for (double& x : curve.step)
            x *= unit;
        track.setData(series, curve.step, curve.value);
        // Mark the best epoch of both runs, so that these can be compared.
        if (const auto best = runs::bestStep(theirs.metric("validation/loss")))
            track.setBest(
                series, unit * StepScale(m_look.axis, theirs, stepsPerEpoch(other.run, theirs)).place(*best));
    }
}

/// Draws the best baseline's loss, if it has the curves' unit.
void LossPanel::drawBaseline() {
    std::optional<Limit> line;
    for (const training::Baseline& baseline : history().baselines())
        if (const auto loss = baseline.evaluation.get("loss"); loss && (!line || *loss < line->value))
            line = Limit{*loss, baselineTitle(baseline.name), true, false, true};
    const auto value = line ? std::optional(line->value) : std::nullopt;
    if (value == m_baseline)
        return;
    m_baseline = value;
    m_chart->track().setLimit(line);
}

/// A run in one pass counts records and has no epochs.
void LossPanel::showAxis() {
    const bool hasEpochs = m_run.row.learnerType().hasEpochs;
    m_axis->setItemText(static_cast<int>(RunAxis::Step), hasEpochs ? tr("Step") : tr("Record"));
    m_axis->setItemVisible(static_cast<int>(RunAxis::Epoch), hasEpochs);
    m_look.axis = m_chosenAxis == RunAxis::Epoch && !hasEpochs ? RunAxis::Step : m_chosenAxis;
    const QSignalBlocker quiet(m_axis); // the user's choice stays, for the next run
    m_axis->setCurrentIndex(static_cast<int>(m_look.axis));
    m_chart->setXAxis(m_look.axis == RunAxis::Step    ? XAxis::Step
                      : m_look.axis == RunAxis::Epoch ? XAxis::Epoch
                                                      : XAxis::Number,
                      m_look.axis == RunAxis::Step    ? hasEpochs ? tr("step") : tr("record")
                         : m_look.axis == RunAxis::Epoch ? tr("epoch")
                                                      : tr("s"));
}

void LossPanel::changeLook() {
    const RunAxis before = m_look.axis;
    showAxis();
    m_look.smoothing = m_smoothing->value() / static_cast<double>(kSmoothingSteps);
    m_smoothingValue->setText(formatFixed(m_look.smoothing, 2));
    m_chart->track().setLogarithmic(m_scale->currentIndex() == 1);
    QSettings settings;
    settings.setValue(kLogKey, m_scale->currentIndex() == 1);
    settings.setValue(kAxisKey, static_cast<int>(m_chosenAxis));
    settings.setValue(kSmoothingKey, m_smoothing->value());
    redraw();
    if (m_look.axis != before)
        m_chart->showAll();
}

void LossPanel::fillCompareMenu() {
    m_compareMenu->clear();
    for (const RunInfo& run : m_book.runs()) {
        if (run.row.id == m_run.row.id || run.row.task != m_run.row.task || run.row.steps == 0)
            continue;
        auto* action =
            m_compareMenu->addAction(tr("%1, %2").arg(run.title(), QString::fromStdString(run.row.name)));
        action->setCheckable(true);
        const bool chosen =
            std::ranges::any_of(m_compared, [&](const Compared& c) { return c.run.row.id == run.row.id; });
        action->setChecked(chosen);
        action->setEnabled(chosen || m_compared.size() < kMostCompared);
        connect(action, &QAction::toggled, this, [this, id = run.row.id](bool on) { compareWith(id, on); });
    }
    if (m_compareMenu->isEmpty())
        m_compareMenu->addAction(tr("No other run of this task has steps"))->setEnabled(false);
}

void LossPanel::compareWith(qint64 runId, bool on) {
    std::erase_if(m_compared, [&](const Compared& c) { return c.run.row.id == runId; });
    if (!on) {
        drawWithCompared();
        return;
    }
    const qint64 shown = m_run.row.id;
    m_book.withHistory(runId, this, [this, runId, shown](std::shared_ptr<const runs::RunHistory> theirs) {
        const auto run = m_book.run(runId);
        if (!run || shown != m_run.row.id)
            return;
        m_compared.push_back({*run, std::move(theirs)});
        drawWithCompared();
    });
}

void LossPanel::drawWithCompared() {
    sayCompared();
    redraw();
    Q_EMIT comparedChanged();
}

void LossPanel::sayCompared() {
    if (m_compared.empty())
        m_compare->setText(tr("Compare"));
    else if (m_compared.size() == 1)
        m_compare->setText(tr("Compare %1").arg(m_compared.front().run.title()));
    else
        m_compare->setText(tr("Compare %1 runs").arg(m_compared.size()));
}

} // namespace driftwood::ui
