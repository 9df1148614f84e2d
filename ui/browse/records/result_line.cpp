#include "ui/browse/records/result_line.h"

#include "ui/format/format.h"
#include "ui/itemmodels/topics/record_rows.h"
#include "ui/theme/appearance.h"
#include "ui/theme/metrics.h"
#include "ui/theme/scaled_size.h"
#include "ui/widgets/layout/partition_progress.h"
#include "ui/widgets/text/rich_line.h"
#include "ui/widgets/text/status_dot.h"

#include <QHBoxLayout>

namespace driftwood::ui {

using browsing::ScanCounts;
using browsing::ScanEnd;
using session::TopicReader;

namespace {

constexpr int kHeight = 36;
constexpr int kPartWidth = 120;
const QString kMore = QStringLiteral("more");

} // namespace

ResultLine::ResultLine(QWidget* parent)
    : Bar(kHeight, Token::Raised, parent)
    , m_dot(new StatusDot)
    , m_counts(new RichLine(RichText(), TextStyle::Small, Token::Ink2))
    , m_parts(new PartitionProgress)
    , m_end(new RichLine(RichText(), TextStyle::Small, Token::Ink2)) {
    m_parts->setNamed(false);
    setScaled(*m_parts, Extent::FixedWidth, kPartWidth);
    m_parts->setAccessibleName(tr("Progress by partition"));
    m_end->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setWraps(); // the button that reads on must never be cut off; in a narrow window it gets its own line
    addWidget(m_dot);
    addWidget(m_counts);
    addWidget(m_parts);
    addStretch();
    addWidget(m_end);
    connect(m_end, &RichLine::linkActivated, this, &ResultLine::moreRequested);
    clear();
}

void ResultLine::clear() {
    m_dot->hide();
    m_parts->hide();
    m_counts->setRichText(RichText());
    m_end->setRichText(RichText());
}

RichText ResultLine::countsOf(const TopicReader& look) {
    const ScanCounts& counts = look.counts();
    RichText text(tr("scanned %1 of %2"),
                  {monoStrong(formatCount(counts.scanned)), mono(formatEstimate(counts.total))});
    const bool filtered = !look.request().filter.empty();
    text.gap().add(
        RichText(filtered ? tr("found %1") : tr("shown %1"), {monoStrong(formatCount(counts.found))}));
    text.gap().add(mono(formatBytes(counts.bytes)));
    text.gap().add(mono(formatDuration(counts.elapsed)));
    if (counts.unjudged > 0)
        text.gap().add(RichText(tr("undecodable %1"), {mono(formatCount(counts.unjudged))}));
    for (const dataset::UncomparedValues& values : counts.uncompared)
        text.gap().add(RichText(
            values.asTimes ? tr("%1 values of %2 are not times") : tr("%1 values of %2 are not numbers"),
            {mono(formatCount(values.values)), mono(QString::fromStdString(values.path))}));
    return text;
}

RichText ResultLine::endOf(const TopicReader& look) {
    const QString limit = formatCount(static_cast<qint64>(look.request().budget.records));
    const bool filtered = !look.request().filter.empty();
    switch (look.end()) {
    case ScanEnd::Enough:
        return RichText(
            filtered ? tr("Stopped: found %1   %2") : tr("Stopped: %1 read, as requested   %2"),
            {mono(formatCount(look.counts().found)),
             link(filtered ? tr("Find %1 more").arg(limit) : tr("Read %1 more").arg(limit), kMore)});
    case ScanEnd::EndOfRange:
        return look.counts().found == 0 && filtered
                   ? RichText(tr("Nothing matched. Read all %1 records to the end of the range"),
                              {mono(formatCount(look.counts().scanned))})
                   : RichText(tr("Stopped: end of range"));
    case ScanEnd::Budget:
        return RichText(tr("Stopped: budget of %1 or %2   %3"),
                        {mono(formatBytes(look.request().budget.bytes)),
                         mono(formatDuration(look.request().budget.time)), link(tr("Continue"), kMore)});
    case ScanEnd::Stopped:
        return RichText(tr("Stopped by you   %1"), {link(tr("Continue"), kMore)});
    }
    return {};
}

void ResultLine::showLook(const TopicReader& look) {
    m_dot->hide();
    switch (look.state()) {
    case TopicReader::State::Idle:
        return clear();
    case TopicReader::State::Preparing:
        m_counts->setRichText(tr("Looking up offsets and fields"));
        m_end->setRichText(RichText());
        m_parts->hide();
        return;
    case TopicReader::State::Scanning:
        m_end->setRichText(RichText());
        break;
    case TopicReader::State::Stopping:
        m_end->setRichText(tr("Stopping"));
        break;
    case TopicReader::State::Ended:
        m_end->setRichText(endOf(look));
        break;
    case TopicReader::State::Failed:
        m_end->setRichText(RichText(tr("Stopped by an error   %1"), {link(tr("Try again"), kMore)}));
        break;
    }
    m_counts->setRichText(countsOf(look));
    showParts(look.counts());
}

void ResultLine::showParts(const ScanCounts& counts) {
    QList<PartitionProgress::Part> parts;
    for (const ScanCounts::Part& part : counts.parts)
        parts.append(
            {part.partition.value,
             part.total > 0 ? static_cast<double>(part.done) / static_cast<double>(part.total) : 1.0});
    m_parts->setParts(parts);
    m_parts->setVisible(!parts.isEmpty());
}

void ResultLine::showTail(const session::TopicTail& tail, const RecordRows& rows, qint64 ring,
                          qint64 behind) {
    const session::TailCounts& counts = tail.counts();
    m_parts->hide();
    m_dot->show();
    const bool away = !counts.connected;
    m_dot->setKind(away ? DotKind::Error : tail.paused() ? DotKind::Off : DotKind::Ok);
    RichText text;
    text.add(strong(away ? tr("Broker unreachable") : tail.paused() ? tr("Paused") : tr("Live"), Token::Ink));
    // Left out records come first, because a narrow line shows only its beginning.
    if (counts.matched > counts.shown)
        text.gap().add(RichText(
            tr("only %1 of %2 shown, the others came too fast"),
            {mono(formatCount(counts.shown), Token::Ink), mono(formatCount(counts.matched), Token::Ink)}));
    else
        text.gap().add(RichText(tr("shown %1"), {mono(formatCount(counts.shown), Token::Ink)}));
    if (counts.matched != counts.received)
        text.gap().add(RichText(tr("matched %1"), {mono(formatCount(counts.matched), Token::Ink)}));
    text.gap().add(RichText(tr("received %1"), {mono(formatCount(counts.received), Token::Ink)}));
    if (counts.receivedPerSec > counts.shownPerSec * 1.01 && counts.matched > counts.shown)
        text.gap().add(
            RichText(tr("showing %1 of %2"), {mono(formatCount(qRound64(counts.shownPerSec))),
                                              mono(formatRate(counts.receivedPerSec, tr("records")))}));
    m_counts->setRichText(text);
    if (away)
        m_end->setRichText(tr("Continues from the last offset when the broker is back"));
    else if (tail.paused() && behind >= 0)
        m_end->setRichText(RichText(tr("%1 records behind"), {mono(formatCount(behind))}));
    else
        m_end->setRichText(RichText(
            tr("ring %1 of %2 records · %3"),
            {mono(formatCount(rows.size())), mono(formatCount(ring)), mono(formatBytes(rows.bytes()))}));
}

QString ResultLine::plainText() const {
    return m_counts->richText().plainText() + QStringLiteral("  ") + m_end->richText().plainText();
}

} // namespace driftwood::ui
