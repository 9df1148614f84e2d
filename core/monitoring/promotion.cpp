#include "monitoring/promotion.h"

#include "base/bounded_json.h"
#include "base/clock.h"
#include "evaluation/stored_model.h"
#include "monitoring/group_memory.h"
#include "monitoring/monitor_to_continue.h"
#include "scoring/input_check.h"
#include "workspace/activity_lock.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <thread>

namespace driftwood::monitoring {
namespace {

using workspace::MonitorRow;
using workspace::PromotionRow;
using workspace::PromotionState;

constexpr std::chrono::milliseconds kBetweenLooks{100};

std::string nameOf(std::int64_t monitorId) { return "monitor " + std::to_string(monitorId); }

std::string now() { return formatIso8601(timeNow()); }

/// Checks that the model is a valid replacement: readers of the predictions must not see another format.
Status checkSuccessor(broker::Connection& connection, workspace::Workspace& workspace,
                      const MonitorRow& place, const std::string& modelId) {
    auto challenger = evaluation::loadStoredModel(workspace, modelId);
    if (!challenger)
        return forward(challenger);
    auto champion = evaluation::loadStoredModel(workspace, place.modelId);
    if (!champion)
        return forward(champion);
    const auto refuse = [&](const std::string& why) {
        return fail(ErrorCode::InvalidArgument, "the model cannot take over: " + why,
                    (*challenger)->name + " in the place of " + (*champion)->name + ", " + nameOf(place.id));
    };
    if ((*challenger)->task != (*champion)->task)
        return refuse("it is made for " + std::string(training::taskName((*challenger)->task)) +
                      ", not for " + std::string(training::taskName((*champion)->task)));
    const std::string& label = (*challenger)->features.spec().labelPath;
    if (label != (*champion)->features.spec().labelPath)
        return refuse("it predicts \"" + label + "\", not \"" + (*champion)->features.spec().labelPath +
                      "\"");
    if (auto monitor = drift::DriftMonitor::create(*challenger, TopicName(place.sourceTopic), {}); !monitor)
        return tl::unexpected(monitor.error());
    return scoring::checkTopic(connection, TopicName(place.sourceTopic), *challenger);
}

/// The monitor of the model in this place, an earlier one or a new one.
Result<std::int64_t> successorMonitor(workspace::Workspace& workspace, const MonitorRow& place,
                                      const std::string& modelId) {
    MonitorRow wanted = place;
    wanted.modelId = modelId;
    auto earlier = monitorToContinue(workspace, wanted);
    if (!earlier)
        return forward(earlier);
    if (*earlier)
        return (*earlier)->id;
    wanted.id = 0;
    wanted.running = wanted.interrupted = false;
    wanted.scored = 0;
    wanted.startedAt = wanted.stoppedAt = now();
    return workspace.addMonitor(wanted);
}

struct Predecessor {
    std::int64_t monitorId = 0;
    std::string modelId;
};

std::string predecessorText(const Predecessor& predecessor) {
    return nlohmann::json{{"monitor", predecessor.monitorId}, {"model", predecessor.modelId}}.dump();
}

Result<Predecessor> predecessorFromText(const std::string& text, const std::string& where) {
    const auto noted = parseBoundedJson(text);
    const auto monitor = noted.is_object() ? noted.find("monitor") : noted.end();
    const auto model = noted.is_object() ? noted.find("model") : noted.end();
    if (monitor == noted.end() || !monitor->is_number_integer() || model == noted.end() ||
        !model->is_string())
        return fail(ErrorCode::CorruptData, "the monitor that this one replaced cannot be read", where);
    return Predecessor{monitor->get<std::int64_t>(), model->get<std::string>()};
}

/// A kind beside those of monitor_history.cpp, stored with the successor, because the promotion's row is
/// removed together with the replaced monitor.
constexpr workspace::HistoryKind<Predecessor> kPredecessor{"predecessor", predecessorText,
                                                           predecessorFromText};

Result<std::optional<Predecessor>> predecessorOf(workspace::Workspace& workspace, std::int64_t monitorId) {
    auto noted = workspace.history(monitorId, kPredecessor);
    if (!noted) // one that cannot be read is as none
        return noted.error().code == ErrorCode::CorruptData ? Result<std::optional<Predecessor>>(std::nullopt)
                                                            : forward(noted);
    return noted->empty() ? std::nullopt : std::optional(std::move(noted->front().value));
}

Status notePredecessor(workspace::Workspace& workspace, const PromotionRow& promotion) {
    auto before = monitorByNumber(workspace, promotion.fromMonitorId);
    if (!before)
        return forward(before);
    return workspace.replaceHistory(promotion.toMonitorId, kPredecessor,
                                    {{timeNow().value, Predecessor{before->id, before->modelId}}});
}

/// Adds the alarms of a monitor's session to those of the sessions before. A monitor that came back has one
/// entry, and what its first session found open stays what was open before.
void addSession(std::vector<MonitorAlarms>& monitors, MonitorAlarms session) {
    const auto same = std::ranges::find(monitors, session.monitorId, &MonitorAlarms::monitorId);
    if (same == monitors.end()) {
        monitors.push_back(std::move(session));
        return;
    }
    MonitorAlarms all = std::move(*same);
    monitors.erase(same);
    for (drift::Alarm& alarm : session.alarms) {
        const auto known = std::ranges::find(all.alarms, alarm.id, &drift::Alarm::id);
        if (known != all.alarms.end())
            *known = std::move(alarm);
        else
            all.alarms.push_back(std::move(alarm));
    }
    monitors.push_back(std::move(all));
}

} // namespace

Result<PromotionRow> promote(broker::Connection& connection, workspace::Workspace& workspace,
                             const PromotionRequest& request) {
    auto place = monitorByNumber(workspace, request.monitorId);
    if (!place)
        return forward(place);
    auto model = workspace.model(request.modelId);
    if (!model)
        return forward(model);
    const auto refuse = [&](const std::string& why, const std::string& hint) {
        return fail(ErrorCode::InvalidArgument, why, nameOf(place->id), hint);
    };
    if (place->targetTopic.empty())
        return refuse("it publishes nothing, so there is nothing to replace", "Attach the model.");
    if (model->id == place->modelId)
        return refuse("it scores with this model already", "Name another model.");
    if (place->interrupted)
        return refuse("it was interrupted while it was running",
                      "Attach it again first, so that it stops cleanly.");
    auto promotions = workspace.promotions();
    if (!promotions)
        return forward(promotions);
    for (const PromotionRow& other : *promotions)
        if (other.fromMonitorId == place->id && other.state == PromotionState::Requested)
            return refuse("another promotion of it is under way", "Wait until it is done.");
    if (Status can = checkSuccessor(connection, workspace, *place, model->id); !can)
        return forward(can);
    auto successor = successorMonitor(workspace, *place, model->id);
    if (!successor)
        return forward(successor);
    PromotionRow row;
    row.fromMonitorId = place->id;
    row.toMonitorId = *successor;
    row.by = request.by;
    row.why = request.why;
    row.requestedAt = now();
    if (!place->running) {
        auto positions = connection.committed(place->group, TopicName(place->sourceTopic));
        if (!positions)
            return forward(positions);
        row.state = PromotionState::Done;
        row.doneAt = row.requestedAt;
        row.positions = *positions;
    }
    auto id = workspace.addPromotion(row);
    if (!id)
        return forward(id);
    row.id = *id;
    if (row.state == PromotionState::Done)
        if (Status noted = notePredecessor(workspace, row); !noted)
            return forward(noted);
    return row;
}

Result<PromotionRequest> promotionBack(workspace::Workspace& workspace, std::int64_t monitorId) {
    auto promotions = workspace.promotions();
    if (!promotions)
        return forward(promotions);
    const auto last = std::ranges::find_if(*promotions, [&](const PromotionRow& row) {
        return (row.toMonitorId == monitorId || row.fromMonitorId == monitorId) &&
               row.state == PromotionState::Done;
    });
    if (last != promotions->end() && last->fromMonitorId == monitorId)
        return fail(ErrorCode::InvalidArgument, nameOf(last->toMonitorId) + " took its place",
                    nameOf(monitorId),
                    "driftwood-cli promote " + std::to_string(last->toMonitorId) + " --back undoes that.");
    if (last == promotions->end()) {
        auto place = monitorByNumber(workspace, monitorId);
        if (!place)
            return forward(place);
        auto before = predecessorOf(workspace, monitorId);
        if (!before)
            return forward(before);
        if (*before)
            return fail(ErrorCode::NotFound,
                        nameOf((*before)->monitorId) + ", in whose place it was promoted, was removed since",
                        nameOf(monitorId),
                        "driftwood-cli promote " + std::to_string(monitorId) + " " + (*before)->modelId +
                            " puts its model back, under a new monitor.");
        return fail(ErrorCode::NotFound, "it did not replace another model", nameOf(monitorId),
                    "Name the model to put in its place: driftwood-cli promote " + std::to_string(monitorId) +
                        " MODEL.");
    }
    auto before = monitorByNumber(workspace, last->fromMonitorId);
    if (!before)
        return forward(before);
    return PromotionRequest{.monitorId = monitorId, .modelId = before->modelId, .by = {}, .why = {}};
}

Result<PromotionRow> awaitPromotion(workspace::Workspace& workspace, std::int64_t id,
                                    std::chrono::milliseconds most, const std::stop_token& stop) {
    const auto deadline = std::chrono::steady_clock::now() + most;
    while (true) {
        auto promotions = workspace.promotions();
        if (!promotions)
            return forward(promotions);
        const auto found = std::ranges::find(*promotions, id, &PromotionRow::id);
        if (found == promotions->end())
            return fail(ErrorCode::NotFound, "there is no such promotion", std::to_string(id));
        if (found->state != PromotionState::Requested)
            return *found;
        if (stop.stop_requested() || std::chrono::steady_clock::now() >= deadline) {
            found->state = PromotionState::Refused;
            found->reason = "it was not carried out in time";
            found->doneAt = now();
            if (Status taken = workspace.updatePromotion(*found); !taken)
                return forward(taken);
            return fail(ErrorCode::Stalled,
                        "the promotion was withdrawn: the process that runs the monitor did not carry it out",
                        nameOf(found->fromMonitorId),
                        "Check that its broker answers; the monitor continues unchanged.");
        }
        std::this_thread::sleep_for(kBetweenLooks);
    }
}

Result<AttachRequest> successorOf(workspace::Workspace& workspace, const PromotionRow& promotion) {
    auto row = monitorByNumber(workspace, promotion.toMonitorId);
    if (!row)
        return forward(row);
    auto request = requestToContinue(*row);
    if (!request)
        return forward(request);
    request->attachment.startPositions = positionsOf(promotion);
    auto place = placeOf(workspace, promotion.fromMonitorId);
    if (!place)
        return forward(place);
    if (*place)
        request->attachment.deadLetter = TopicName((*place)->deadLetter);
    return request;
}

std::vector<Position> positionsOf(const PromotionRow& promotion) { return promotion.positions.valueOrNone(); }

Result<AttachOutcome> runAttachments(broker::Connection& connection,
                                     const std::filesystem::path& workspaceFolder, AttachRequest request,
                                     const AttachSink& sink, const std::stop_token& stop) {
    using Clock = std::chrono::steady_clock;
    const auto started = Clock::now();
    const AttachRequest asked = request;
    std::int64_t scored = 0;
    std::int64_t undecodable = 0;
    std::int64_t unpublished = 0;
    std::int64_t reachedNeither = 0;
    std::vector<MonitorAlarms> monitors;
    while (true) {
        auto outcome = runAttachment(
            connection, workspaceFolder, request,
            [&](AttachUpdate update) {
                update.scored += scored;
                if (sink)
                    sink(std::move(update));
            },
            stop);
        if (!outcome)
            return outcome;
        scored += outcome->scored;
        outcome->scored = scored;
        undecodable += outcome->undecodable;
        outcome->undecodable = undecodable;
        unpublished += outcome->unpublished;
        outcome->unpublished = unpublished;
        reachedNeither += outcome->reachedNeither;
        outcome->reachedNeither = reachedNeither;
        for (MonitorAlarms& session : outcome->monitors)
            addSession(monitors, std::move(session));
        outcome->monitors = monitors;
        if (outcome->end != AttachEnd::Promoted)
            return outcome;
        auto workspace = workspace::Workspace::open(workspaceFolder);
        if (!workspace)
            return forward(workspace);
        auto next = successorOf(**workspace, *outcome->promotion);
        if (!next)
            return forward(next);
        request = std::move(*next);
        request.handedOver = std::move(outcome->handedOver);
        request.untilAlarm = asked.untilAlarm;
        const auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - started);
        if (asked.maxRecords > 0)
            request.maxRecords = asked.maxRecords - scored - undecodable;
        if (asked.maxDuration.count() > 0)
            request.maxDuration = asked.maxDuration - spent;
        if ((asked.maxRecords > 0 && request.maxRecords <= 0) ||
            (asked.maxDuration.count() > 0 && request.maxDuration.count() <= 0)) {
            outcome->end = asked.maxRecords > 0 && request.maxRecords <= 0 ? AttachEnd::RecordLimit
                                                                           : AttachEnd::TimeLimit;
            return outcome;
        }
    }
}

Result<std::optional<AcceptedPromotion>>
promotionToDo(broker::Connection& connection, workspace::Workspace& workspace, std::int64_t monitorId) {
    auto promotions = workspace.promotions();
    if (!promotions)
        return forward(promotions);
    const auto found = std::ranges::find_if(*promotions, [&](const PromotionRow& row) {
        return row.fromMonitorId == monitorId && row.state == PromotionState::Requested;
    });
    if (found == promotions->end())
        return std::optional<AcceptedPromotion>();
    // Lock it before reading it, so that it cannot be removed in between.
    auto lock =
        workspace::ActivityLock::take(workspace.folder(), workspace::Activity::Monitor, found->toMonitorId);
    auto place = monitorByNumber(workspace, monitorId);
    auto successor = monitorByNumber(workspace, found->toMonitorId);
    Status can = lock && place && successor
                     ? checkSuccessor(connection, workspace, *place, successor->modelId)
                     : Status(tl::unexpected(!lock    ? lock.error()
                                             : !place ? place.error()
                                                      : successor.error()));
    if (can)
        return std::optional<AcceptedPromotion>({std::move(*found), std::move(*lock)});
    found->state = PromotionState::Refused;
    found->reason = can.error().text();
    found->doneAt = now();
    if (Status noted = workspace.updatePromotion(*found); !noted)
        return forward(noted);
    return std::optional<AcceptedPromotion>();
}

Status noteDone(workspace::Workspace& workspace, PromotionRow& promotion,
                const std::vector<Position>& positions) {
    promotion.state = PromotionState::Done;
    promotion.doneAt = now();
    promotion.positions = positions;
    if (Status noted = notePredecessor(workspace, promotion); !noted)
        return noted;
    return workspace.updatePromotion(promotion);
}

} // namespace driftwood::monitoring
