#include "ui/models/lineage_view.h"

#include "ui/format/format.h"
#include "ui/models/lineage_step.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QTimeZone>
#include <algorithm>

namespace driftwood::ui {
namespace {

constexpr int kMostPartitions = 6;
constexpr int kDigestShown = 8;

QString qt(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<int>(text.size())); }

QList<RichText> rangeLines(const dataset::Manifest& manifest) {
    QList<RichText> lines;
    for (const auto& partition : manifest.partitions) {
        if (lines.size() == kMostPartitions) {
            lines.append(LineageView::tr("and %1 more").arg(manifest.partitions.size() - kMostPartitions));
            break;
        }
        lines.append(RichText().add(mono(
            QStringLiteral("P%1 [%2, %3)")
                .arg(partition.range.partition.value)
                .arg(formatCount(partition.range.begin.value), formatCount(partition.range.end.value)))));
    }
    return lines;
}

/// From the first to the last record of any partition.
QString span(const dataset::Manifest& manifest) {
    qint64 first = 0;
    qint64 last = 0;
    for (const auto& partition : manifest.partitions) {
        if (partition.records == 0)
            continue;
        first = first == 0 ? partition.firstTimestamp.value
                           : std::min<qint64>(first, partition.firstTimestamp.value);
        last = std::max<qint64>(last, partition.lastTimestamp.value);
    }
    if (first == 0)
        return QStringLiteral("–");
    return QStringLiteral("%1 – %2").arg(formatTime(first).left(16), formatTime(last).mid(11, 5));
}

} // namespace

LineageView::LineageView(QWidget* parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this)) {
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(metrics::kGap4);
}

void LineageView::addStep(const QString& icon, const QString& kind, const Span& name,
                          const QList<RichText>& lines, const std::optional<Link>& link) {
    const bool isLast = icon == QLatin1String("models");
    if (m_row->count() > 0) {
        auto* arrow = new QLabel(this);
        arrow->setPixmap(ui::icon(QStringLiteral("arrow-right"), Token::Ink3).pixmap(metrics::kIcon));
        m_row->addWidget(arrow, 0, Qt::AlignVCenter);
    }
    auto* step = new LineageStep({icon, kind, name, lines, isLast}, link.has_value(), this);
    if (link)
        connect(step, &QAbstractButton::clicked, this, [this, link] { Q_EMIT linkActivated(*link); });
    m_row->addWidget(step, 1);
    m_text += kind + QStringLiteral(": ") + name.text + '\n';
    for (const RichText& line : lines)
        m_text += QStringLiteral("    ") + line.plainText() + '\n';
}

void LineageView::setModel(const model::TrainedModel& model, qint64 runId, const QStringList& attachedTo) {
    while (QLayoutItem* item = m_row->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_text.clear();
    const model::Lineage& lineage = model.lineage;
    const dataset::Manifest& manifest = lineage.dataset;
    addStep(
        QStringLiteral("topic"), tr("Topic"), mono(qt(manifest.topic.value)),
        {RichText(tr("cluster %1"), {mono(qt(manifest.clusterId).left(10))}),
         qt(manifest.isolation == broker::Isolation::ReadCommitted ? "read_committed" : "read_uncommitted")},
        Link::topic(manifest.topic));
    addStep(QStringLiteral("ranges"), tr("Range, half-open"), strong(span(manifest)), rangeLines(manifest),
            Link::select(manifest.ranges()));
    addStep(QStringLiteral("datasets"), tr("Data set"), strong(qt(manifest.name)),
            {RichText(tr("%1 records"), {mono(formatCount(manifest.records()))}),
             RichText(tr("%1 undecodable"), {mono(formatCount(manifest.undecodable))}),
             RichText(tr("SHA-256 %1"),
                      {mono(qt(manifest.fingerprint).left(kDigestShown) + QStringLiteral("…"))}),
             tr("%1 held out, by time").arg(formatPercent(manifest.split.validationFraction))},
            Link::dataset(qt(manifest.name)));
    const training::TrainingSpec& spec = lineage.training;
    addStep(QStringLiteral("training"), tr("Run"),
            strong(runId > 0 ? tr("run %1").arg(runId) : tr("elsewhere")),
            {RichText(tr("%1 inputs, %2 fields"), {mono(QString::number(model.features.outputs())),
                                                   mono(QString::number(model.features.inputs().size()))}),
             RichText(tr("%1, rate %2"), {plain(qt(training::optimizerName(spec.optimizer.kind))),
                                          mono(formatNumber(spec.optimizer.learningRate))}),
             lineage.incremental ? RichText(tr("one pass, seed %1"), {mono(QString::number(spec.seed))})
                                 : RichText(tr("batch %1, seed %2"), {mono(QString::number(spec.batchSize)),
                                                                      mono(QString::number(spec.seed))}),
             qt(lineage.createdBy)},
            runId > 0 ? std::optional(Link::run(runId)) : std::nullopt);
    QList<RichText> on;
    for (const QString& topic : attachedTo)
        on.append(RichText(tr("attached to %1"), {mono(topic)}));
    if (on.isEmpty())
        on.append(RichText(tr("not attached")));
    if (!lineage.parentModelId.empty())
        on.append(RichText(tr("trained after %1"), {mono(qt(lineage.parentModelId).left(kDigestShown))}));
    addStep(QStringLiteral("models"), tr("Model"), strong(qt(model.name)), on, std::nullopt);
}

} // namespace driftwood::ui
