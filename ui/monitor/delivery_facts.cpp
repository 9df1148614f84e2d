#include "ui/monitor/delivery_facts.h"

#include "ui/format/format.h"
#include "ui/monitor/delivery_book.h"
#include "ui/monitor/monitor_words.h"
#include "ui/widgets/layout/facts_panel.h"
#include "ui/widgets/layout/facts_section.h"
#include "ui/widgets/messages/error_words.h"

#include <algorithm>

namespace driftwood::ui {
namespace {

constexpr std::size_t kMostShown = 8;

} // namespace

DeliveryFacts::DeliveryFacts(FactsPanel& panel)
    : QObject(&panel)
    , m_refused(panel.addSection(tr("Not published")))
    , m_leftOut(panel.addSection(tr("Dropped unread"))) {
    connect(m_refused, &FactsSection::linkActivated, this, [this](const QString& number) {
        if (const std::size_t at = number.toULongLong(); at < m_sources.size())
            Q_EMIT recordRequested(m_sources[at]);
    });
}

void DeliveryFacts::show(const DeliveryNotes& notes) {
    m_sources.clear();
    for (const scoring::UnpublishedRecord& record : notes.refused)
        m_sources.push_back(record.source);
    showRefused(notes.refused);
    showLeftOut(notes.leftOut);
}

void DeliveryFacts::showRefused(const std::vector<scoring::UnpublishedRecord>& refused) {
    QList<Fact> facts;
    for (std::size_t at = 0; at < std::min(refused.size(), kMostShown); ++at) {
        const Position& source = refused[at].source;
        const QString reason = refusalText(refused[at].reason);
        facts.append({.key = formatPosition(source.partition.value, source.offset.value),
                      .value = reason,
                      .link = QString::number(at),
                      .style = TextStyle::Body,
                      .toolTip = tr("%1. A click shows the record.").arg(reason)});
    }
    m_refused->setFacts(facts);
    const auto more = static_cast<qint64>(refused.size()) - facts.size();
    m_refused->setNote(more > 0 ? tr("And %1 more.").arg(formatCount(more)) : QString());
    m_refused->setVisible(!refused.empty());
}

void DeliveryFacts::showLeftOut(const std::vector<broker::OffsetRange>& leftOut) {
    QList<Fact> facts;
    for (std::size_t at = 0; at < std::min(leftOut.size(), kMostShown); ++at) {
        const broker::OffsetRange& range = leftOut[at];
        facts.append({.key = QStringLiteral("P%1").arg(range.partition.value),
                      .value = QStringLiteral("[%1, %2)").arg(range.begin.value).arg(range.end.value)});
    }
    m_leftOut->setFacts(facts);
    const auto more = static_cast<qint64>(leftOut.size()) - facts.size();
    m_leftOut->setNote(more > 0 ? tr("And %1 more.").arg(formatCount(more))
                                : tr("The topic's retention took these offsets before they were read."));
    m_leftOut->setVisible(!leftOut.empty());
}

} // namespace driftwood::ui
