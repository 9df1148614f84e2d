#include "workspace/database.h"
#include "workspace/workspace.h"

#include <algorithm>
#include <array>

namespace driftwood::workspace {
namespace {

constexpr std::array<std::string_view, 3> kStates{"requested", "done", "refused"};

std::string stateName(PromotionState state) { return std::string(kStates[static_cast<std::size_t>(state)]); }

PromotionRow readPromotion(RowReader row) {
    PromotionRow promotion;
    promotion.id = row.integer();
    promotion.fromMonitorId = row.integer();
    promotion.toMonitorId = row.integer();
    // An unknown state must not be acted upon: treat it as refused.
    const auto state = std::ranges::find(kStates, row.text());
    promotion.state = state == kStates.end() ? PromotionState::Refused
                                             : static_cast<PromotionState>(state - kStates.begin());
    promotion.by = row.text();
    promotion.why = row.text();
    promotion.requestedAt = row.text();
    promotion.doneAt = row.text();
    promotion.positions =
        Stored<std::vector<Position>>::fromText(row.text(), "promotion " + std::to_string(promotion.id));
    promotion.reason = row.text();
    return promotion;
}

} // namespace

Result<std::int64_t> Workspace::addPromotion(const PromotionRow& promotion) {
    return m_database->insert("INSERT INTO promotions VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                              {static_cast<qlonglong>(promotion.fromMonitorId),
                               static_cast<qlonglong>(promotion.toMonitorId),
                               text(stateName(promotion.state)), text(promotion.by), text(promotion.why),
                               text(promotion.requestedAt), text(promotion.doneAt),
                               text(promotion.positions.text()), text(promotion.reason)});
}

Status Workspace::updatePromotion(const PromotionRow& promotion) {
    return m_database->changeOne(
        "UPDATE promotions SET state = ?, done_at = ?, positions = ?, reason = ? WHERE id = ?",
        {text(stateName(promotion.state)), text(promotion.doneAt), text(promotion.positions.text()),
         text(promotion.reason), static_cast<qlonglong>(promotion.id)},
        "promotion " + std::to_string(promotion.id));
}

Result<std::vector<PromotionRow>> Workspace::promotions() {
    return m_database->select<PromotionRow>(R"(SELECT id, from_monitor, to_monitor, state, asked_by, why,
        requested_at, done_at, positions, reason FROM promotions ORDER BY id DESC)",
                                            {}, readPromotion);
}

} // namespace driftwood::workspace
