#include "monitoring/replacement.h"

#include <algorithm>

namespace driftwood::monitoring {
namespace {

using workspace::MonitorRow;
using workspace::PromotionRow;
using workspace::PromotionState;

std::string monitorText(std::int64_t monitorId) { return "monitor " + std::to_string(monitorId); }

bool isSamePlace(const MonitorRow& one, const MonitorRow& other) {
    return one.sourceTopic == other.sourceTopic && one.targetTopic == other.targetTopic &&
           one.group == other.group && one.profileName == other.profileName;
}

} // namespace

const PromotionRow* replacementOf(std::int64_t monitorId, const std::vector<PromotionRow>& promotions) {
    const PromotionRow* last = nullptr;
    for (const PromotionRow& row : promotions)
        if (row.state == PromotionState::Done &&
            (row.fromMonitorId == monitorId || row.toMonitorId == monitorId) &&
            (last == nullptr || row.id > last->id))
            last = &row;
    return last != nullptr && last->fromMonitorId == monitorId ? last : nullptr;
}

Status checkNotReplaced(workspace::Workspace& workspace, const AttachRequest& request) {
    MonitorRow wanted;
    wanted.sourceTopic = request.attachment.source.value;
    wanted.targetTopic = request.attachment.target.value;
    wanted.group = request.attachment.group;
    wanted.profileName = request.profileName;
    if (wanted.targetTopic.empty())
        return {};
    auto monitors = workspace.monitors();
    if (!monitors)
        return forward(monitors);
    auto promotions = workspace.promotions();
    if (!promotions)
        return forward(promotions);
    const auto ofModel = [&](std::int64_t id) {
        return std::ranges::any_of(*monitors, [&](const MonitorRow& row) {
            return row.id == id && row.modelId == request.modelId && isSamePlace(row, wanted);
        });
    };
    const auto last = std::ranges::find_if(*promotions, [&](const PromotionRow& row) { // newest first
        return row.state == PromotionState::Done && (ofModel(row.fromMonitorId) || ofModel(row.toMonitorId));
    });
    if (last == promotions->end() || ofModel(last->toMonitorId))
        return {};
    std::int64_t holder = last->toMonitorId;
    while (const PromotionRow* next = replacementOf(holder, *promotions))
        holder = next->toMonitorId;
    const std::string back = "driftwood-cli promote " + std::to_string(holder) +
                             (holder == last->toMonitorId ? " --back" : " " + request.modelId);
    const auto row = std::ranges::find(*monitors, holder, &MonitorRow::id);
    const auto model = row != monitors->end() ? workspace.model(row->modelId)
                                              : Result<workspace::ModelRow>(workspace::ModelRow());
    const std::string name = model && !model->name.empty() ? model->name : "its model";
    return fail(
        ErrorCode::InvalidArgument,
        "another model was promoted in the place of this one: " + monitorText(holder) + ", " + name +
            ", scores for group " + wanted.group + " since " + last->doneAt,
        monitorText(last->fromMonitorId),
        (row != monitors->end() && row->running ? "Put" : "Attach " + name + " to go on with it, or put") +
            std::string(" this model back first: ") + back +
            ". Another group or another topic for predictions is a place of its own.");
}

} // namespace driftwood::monitoring
