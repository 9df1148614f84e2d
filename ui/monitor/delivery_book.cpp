#include "ui/monitor/delivery_book.h"

#include "monitoring/group_memory.h"
#include "monitoring/left_out_rows.h"
#include "monitoring/unpublished_rows.h"

namespace driftwood::ui {
namespace {

Result<DeliveryNotes> notesOf(workspace::Workspace& workspace, std::int64_t id) {
    auto refused = monitoring::UnpublishedRows(workspace, id).load();
    if (!refused)
        return forward(refused);
    auto place = monitoring::placeOf(workspace, id);
    if (!place)
        return forward(place);
    auto leftOut = monitoring::LeftOutRows(workspace, id).load();
    if (!leftOut)
        return forward(leftOut);
    return DeliveryNotes{std::move(*refused), *place ? (*place)->deadLetter : std::string(),
                         std::move(*leftOut)};
}

/// Identifies a monitor's state: it changes when the monitor is resumed and while it runs.
std::string standOf(const workspace::MonitorRow& row) {
    return std::to_string(row.scored) + ' ' + row.stoppedAt + (row.running ? " running" : "");
}

} // namespace

DeliveryBook::DeliveryBook(session::Store& store, QObject* parent)
    : QObject(parent)
    , m_store(store) {
    connect(&store, &session::Store::changed, this, &DeliveryBook::follow);
    follow();
}

const DeliveryNotes& DeliveryBook::of(qint64 monitorId) const {
    static const DeliveryNotes none;
    const auto kept = m_kept.find(monitorId);
    return kept != m_kept.end() ? kept->second.notes : none;
}

void DeliveryBook::follow() {
    const auto& rows = m_store.snapshot().monitors;
    std::erase_if(m_kept,
                  [this](const auto& kept) { return m_store.snapshot().monitor(kept.first) == nullptr; });
    for (const workspace::MonitorRow& row : rows) {
        const auto kept = m_kept.find(row.id);
        if (kept == m_kept.end() || kept->second.readAt != standOf(row))
            readAgain(row.id);
    }
}

void DeliveryBook::readAgain(qint64 monitorId) {
    const auto* row = m_store.snapshot().monitor(monitorId);
    Kept& kept = m_kept[monitorId];
    if (row != nullptr)
        kept.readAt = standOf(*row);
    kept.asked = m_store.ask<DeliveryNotes>(
        [monitorId](workspace::Workspace& workspace) { return notesOf(workspace, monitorId); },
        [this, monitorId](Result<DeliveryNotes> notes) {
            if (!notes) // the page reports it: resuming and showing the monitor fail with the same error
                return;
            m_kept[monitorId].notes = std::move(*notes);
            Q_EMIT changed();
        });
}

} // namespace driftwood::ui
