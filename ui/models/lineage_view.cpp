#include "ui/models/lineage_view.h"

#include "ui/format/format.h"
#include "ui/models/model_words.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/type.h"

#include <QGridLayout>
#include <QLabel>
#include <algorithm>

namespace driftwood::ui {
namespace {

constexpr int kMostPartitions = 6;
constexpr int kParentShown = 8;
constexpr int kStepWidth = 168;     ///< includes the arrow; at this width the lines can be read
constexpr int kMostStepWidth = 264; ///< for a range that goes over midnight; longer names are elided

QString partitionText(const dataset::PartitionManifest& partition) {
    return QStringLiteral("P%1 [%2, %3)")
        .arg(partition.range.partition.value)
        .arg(formatCount(partition.range.begin.value), formatCount(partition.range.end.value));
}

/// Shortens an identifier to its beginning and end, which are enough to recognise it.
QString shortened(const QString& text) {
    constexpr qsizetype kEnds = 4;
    return text.size() <= 2 * kEnds + 1 ? text : text.left(kEnds) + QChar(0x2026) + text.right(kEnds);
}

struct Times {
    qint64 first = 0; ///< 0: unknown
    qint64 last = 0;
};

/// The times of the first and the last record of all partitions.
Times timesOf(const dataset::Manifest& manifest) {
    Times times;
    for (const auto& partition : manifest.partitions) {
        if (partition.records == 0 || partition.firstTimestamp.value <= 0)
            continue; // the partition is empty or has no times
        times.first = times.first == 0 ? partition.firstTimestamp.value
                                       : std::min<qint64>(times.first, partition.firstTimestamp.value);
        times.last = std::max<qint64>(times.last, partition.lastTimestamp.value);
    }
    return times;
}

/// End of a half-open range written to the minute: a range chosen up to 3:00 has its last record at 2:59.
qint64 minuteAfter(qint64 timestampMs) {
    constexpr qint64 kMinute = 60'000;
    return timestampMs <= 0 ? timestampMs : (timestampMs / kMinute + 1) * kMinute;
}

} // namespace

LineageView::LineageView(QWidget* parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this)) {
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(metrics::kGap4);
    m_grid->setVerticalSpacing(metrics::kGap8);
}

QSize LineageView::minimumSizeHint() const { return {scaled(kStepWidth), m_grid->minimumSize().height()}; }

void LineageView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

/// Places as many steps per row as can be read; an arrow follows each but the last.
void LineageView::arrange() {
    const int steps = static_cast<int>(m_steps.size());
    int widest = scaled(kStepWidth);
    for (const LineageStep* step : m_steps)
        widest = std::max(widest, step->sizeHint().width() + metrics::kIcon + 2 * metrics::kGap4);
    const int inRow = std::clamp(width() / std::min(widest, scaled(kMostStepWidth)), 1, std::max(steps, 1));
    if (inRow == m_inRow)
        return;
    m_inRow = inRow;
    while (QLayoutItem* item = m_grid->takeAt(0))
        delete item; // deletes the layout item, not its widget
    for (int column = 0; column < m_grid->columnCount(); ++column)
        m_grid->setColumnStretch(column, 0);
    for (int i = 0; i < steps; ++i) {
        const int row = i / inRow;
        const int column = 2 * (i % inRow);
        m_grid->addWidget(m_steps[i], row, column);
        m_grid->setColumnStretch(column, 1);
        if (i + 1 < steps)
            m_grid->addWidget(m_arrows[i], row, column + 1);
    }
    updateGeometry();
}

void LineageView::addStep(LineageStep::Content content, const std::optional<Link>& link) {
    if (!m_steps.isEmpty()) {
        auto* arrow = new QLabel(this);
        arrow->setPixmap(ui::icon(QStringLiteral("arrow-right"), Token::Ink3).pixmap(metrics::kIcon));
        arrow->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred); // the cards get the spare room
        arrow->show();
        m_arrows.append(arrow);
    }
    m_text += content.kind + QStringLiteral(": ") + content.name.text + '\n';
    for (const QString& line : content.whole)
        m_text += QStringLiteral("    ") + line + '\n';
    auto* step = new LineageStep(std::move(content), link.has_value(), this);
    if (link)
        connect(step, &QAbstractButton::clicked, this, [this, link] { Q_EMIT linkActivated(*link); });
    step->show();
    m_steps.append(step);
}

void LineageView::addRange(const dataset::Manifest& manifest, const QTimeZone& zone) {
    const Times times = timesOf(manifest);
    LineageStep::Content range{QStringLiteral("ranges"), tr("Range, half-open"),
                               strong(formatSpan(times.first, minuteAfter(times.last), zone))};
    range.whole.append(
        QStringLiteral("%1 – %2").arg(formatTime(times.first, zone), formatTime(times.last, zone)));
    for (const auto& partition : manifest.partitions) {
        range.whole.append(partitionText(partition));
        if (range.lines.size() < kMostPartitions)
            range.lines.append(RichText().add(mono(partitionText(partition))));
    }
    if (const auto partitions = static_cast<qsizetype>(manifest.partitions.size());
        partitions > range.lines.size())
        range.lines.append(tr("and %1 more").arg(partitions - range.lines.size()));
    addStep(std::move(range), Link::select(manifest.ranges()).onCluster(manifest.clusterId));
}

void LineageView::addRun(const model::TrainedModel& model, qint64 runId) {
    const model::Lineage& lineage = model.lineage;
    const training::TrainingSpec& spec = lineage.training;
    LineageStep::Content run{QStringLiteral("training"), tr("Run"),
                             strong(runId > 0 ? tr("run %1").arg(runId) : tr("elsewhere"))};
    run.lines = {
        RichText(tr("%1 inputs, %2 fields"), {mono(QString::number(model.features.outputs())),
                                              mono(QString::number(model.features.inputs().size()))}),
        RichText(tr("%1, rate %2"), {plain(optimizerTitle(spec.optimizer.kind)),
                                     mono(formatSetting(spec.optimizer.learningRate))}),
        lineage.learnerType().inOnePass
            ? RichText(tr("one pass, seed %1"), {mono(QString::number(spec.seed))})
            : RichText(tr("batch %1, seed %2"),
                       {mono(QString::number(spec.batchSize)), mono(QString::number(spec.seed))}),
        qt(lineage.createdBy)};
    for (const RichText& line : run.lines)
        run.whole.append(line.plainText());
    addStep(std::move(run), runId > 0 ? std::optional(Link::run(runId)) : std::nullopt);
}

void LineageView::addModel(const model::TrainedModel& model, const QStringList& attachedTo) {
    LineageStep::Content last{QStringLiteral("models"), tr("Model"), strong(qt(model.name))};
    last.isLast = true;
    for (const QString& topic : attachedTo) {
        last.lines.append({RichText(tr("attached to")), RichText().add(mono(topic))});
        last.whole.append(tr("attached to %1").arg(topic));
    }
    if (attachedTo.isEmpty()) {
        last.lines.append(tr("not attached"));
        last.whole.append(tr("not attached"));
    }
    if (const QString parent = qt(model.lineage.parentModelId); !parent.isEmpty()) {
        last.lines.append(RichText(tr("trained after %1"), {mono(parent.left(kParentShown))}));
        last.whole.append(tr("trained after %1").arg(parent));
    }
    last.whole.append(tr("id %1").arg(qt(model.id)));
    addStep(std::move(last), std::nullopt);
}

void LineageView::setModel(const model::TrainedModel& model, qint64 runId, const QStringList& attachedTo,
                           const QTimeZone& zone) {
    qDeleteAll(m_steps);
    qDeleteAll(m_arrows);
    m_steps.clear();
    m_arrows.clear();
    m_text.clear();
    const dataset::Manifest& manifest = model.lineage.dataset;
    const QString isolation = manifest.isolation == broker::Isolation::ReadCommitted
                                  ? QStringLiteral("read_committed")
                                  : QStringLiteral("read_uncommitted");
    const QString cluster = qt(manifest.clusterId);
    addStep({QStringLiteral("topic"),
             tr("Topic"),
             mono(qt(manifest.topic.value)),
             {RichText(tr("cluster %1"), {mono(shortened(cluster))}), isolation},
             {qt(manifest.topic.value), tr("cluster %1").arg(cluster), isolation}},
            Link::topic(manifest.topic).onCluster(manifest.clusterId));
    addRange(manifest, zone);
    const QString digest = qt(manifest.fingerprint);
    LineageStep::Content rows{QStringLiteral("datasets"), tr("Data set"), strong(qt(manifest.name))};
    rows.lines = {RichText(tr("%1 records"), {mono(formatCount(manifest.records()))}),
                  RichText(tr("%1 undecodable"), {mono(formatCount(manifest.undecodable))}),
                  RichText(tr("SHA-256 %1"), {mono(shortened(digest))}),
                  model.lineage.learnerType().inOnePass
                      ? tr("learned in log order, nothing held out")
                      : tr("%1 held out, by time").arg(formatPercent(manifest.split.validationFraction))};
    for (const RichText& line : rows.lines)
        rows.whole.append(line.plainText());
    rows.whole[2] = tr("SHA-256 %1").arg(digest);
    addStep(std::move(rows), Link::dataset(qt(manifest.name)));
    addRun(model, runId);
    addModel(model, attachedTo);
    m_inRow = 0; // there are other steps now
    arrange();
}

} // namespace driftwood::ui
