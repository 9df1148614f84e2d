#include "app/cli/attach_lines.h"
#include "app/cli/commands/commands.h"
#include "app/cli/drift_options.h"
#include "app/cli/job_runner.h"
#include "base/person.h"
#include "base/shell_word.h"
#include "monitoring/group_memory.h"
#include "monitoring/monitor_to_continue.h"
#include "monitoring/promotion.h"

#include <algorithm>

namespace driftwood::cli {
namespace {

constexpr std::chrono::seconds kMostWait{30};

struct PromoteOptions {
    monitoring::PromotionRequest request;
    bool back = false;
};

QString shellCommand(const std::vector<std::string>& words) {
    QStringList shell;
    for (const std::string& word : words)
        shell << shown(shellWord(word));
    return shell.join(' ');
}

void addOption(std::vector<std::string>& words, const char* option, const std::string& value) {
    if (!value.empty())
        words.insert(words.end(), {option, value});
}

/// Names the same workspace and connection if these were given.
QString undoCommand(const Context& context, std::int64_t monitorId) {
    std::vector<std::string> words{"driftwood-cli"};
    addOption(words, "--workspace", context.options.workspace);
    addOption(words, "--brokers", context.options.brokers);
    addOption(words, "--profile", context.options.profile);
    words.insert(words.end(), {"promote", std::to_string(monitorId), "--back"});
    return shellCommand(words);
}

/// The attach command that continues as this monitor: the same connection, target, group, rules and dead
/// letters.
Result<QString> commandFor(Context& context, workspace::Workspace& workspace,
                           const workspace::PromotionRow& promotion, const workspace::MonitorRow& successor) {
    auto request = monitoring::requestToContinue(successor);
    if (!request)
        return forward(request);
    auto place = monitoring::placeOf(workspace, promotion.fromMonitorId);
    if (!place)
        return forward(place);
    std::vector<std::string> words{"driftwood-cli"};
    const auto profile = workspace.profile(successor.profileName);
    addOption(words, "--workspace", context.options.workspace);
    addOption(words, profile ? "--profile" : "--brokers", successor.profileName);
    if (profile && profile->readOnly)
        words.emplace_back("--allow-writes");
    words.insert(words.end(), {"attach", successor.modelId, successor.sourceTopic});
    addOption(words, "--to", successor.targetTopic);
    addOption(words, "--group", successor.group);
    addOption(words, "--dead-letter", *place ? (*place)->deadLetter : std::string());
    for (std::string& word : DriftOptions::wordsFor(request->drift))
        words.push_back(std::move(word));
    return shellCommand(words);
}

/// `command` continues the successor if no process runs it, otherwise it is empty; `undo` reverts the
/// promotion.
void printPromotion(Terminal& out, const workspace::PromotionRow& promotion,
                    const workspace::MonitorRow& successor, const QString& command, const QString& undo) {
    if (promotion.state == workspace::PromotionState::Refused) {
        out.paragraph(QStringLiteral("refused: %1; monitor %2 continues unchanged")
                          .arg(shown(promotion.reason))
                          .arg(promotion.fromMonitorId),
                      0);
        return;
    }
    out.paragraph(QStringLiteral("%1 (monitor %2) is in the place of monitor %3: group %4, predictions to %5")
                      .arg(shown(successor.modelId))
                      .arg(successor.id)
                      .arg(promotion.fromMonitorId)
                      .arg(shown(successor.group), shown(successor.targetTopic)),
                  0);
    for (const Position& position : monitoring::positionsOf(promotion))
        out.line("  continues at " + shownPosition(position));
    if (!command.isEmpty())
        out.paragraph(QStringLiteral("no process runs it; continue with: ") + command, 0);
    out.paragraph(QStringLiteral("undo with: ") + undo, 0);
}

int runPromotion(Context& context, PromoteOptions& options) {
    DRIFTWOOD_TRY(workspace, context.workspace());
    if (options.back) {
        DRIFTWOOD_TRY(back, monitoring::promotionBack(*workspace, options.request.monitorId));
        options.request.modelId = back.modelId;
    } else if (options.request.modelId.empty()) {
        return context.report(Error{ErrorCode::InvalidArgument,
                                    "no model to promote",
                                    {},
                                    "Name one, or undo the last promotion with --back."});
    }
    options.request.by = personHere();
    DRIFTWOOD_TRY(monitors, workspace->monitors());
    const auto place = std::ranges::find(monitors, options.request.monitorId, &workspace::MonitorRow::id);
    // Uses the connection that the monitor was attached with, if that is a saved one.
    const bool saved = place != monitors.end() && workspace->profile(place->profileName).has_value();
    DRIFTWOOD_TRY(connection, context.connect({{}, saved ? place->profileName : std::string(), {}}));
    DRIFTWOOD_TRY(asked, monitoring::promote(*connection, *workspace, options.request));
    const bool runs = asked.state == workspace::PromotionState::Requested;
    workspace::PromotionRow promotion = asked;
    if (runs) {
        const auto folder = context.workspaceFolder();
        auto done = runJob<workspace::PromotionRow, Progress>(
            [&](const auto& /*sink*/, const std::stop_token& stop) -> Result<workspace::PromotionRow> {
                auto own = workspace::Workspace::open(folder);
                if (!own)
                    return forward(own);
                return monitoring::awaitPromotion(**own, asked.id, kMostWait, stop);
            },
            [](std::vector<Progress>&&) {});
        if (!done)
            return context.report(done.error());
        promotion = *done;
    }
    DRIFTWOOD_TRY(after, workspace->monitors());
    const auto successor = std::ranges::find(after, promotion.toMonitorId, &workspace::MonitorRow::id);
    if (context.options.json)
        context.printJson(promotionJson(promotion));
    else if (successor != after.end()) {
        Result<QString> command = QString();
        if (!runs)
            command = commandFor(context, *workspace, promotion, *successor);
        if (!command)
            return context.report(command.error());
        printPromotion(context.terminal(), promotion, *successor, *command,
                       undoCommand(context, successor->id));
    }
    return promotion.state == workspace::PromotionState::Done ? kOk : kFailed;
}

} // namespace

void addPromote(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand(
        "promote", "Put a model in the place of the one that scores: same group, topics and offsets");
    auto options = std::make_shared<PromoteOptions>();
    command->add_option("monitor", options->request.monitorId, "Number of the monitor whose place it takes")
        ->required();
    command->add_option("model", options->request.modelId, "Id, beginning of an id, or name");
    command->add_flag("--back", options->back, "Undo: put the previous model back");
    command->add_option("--why", options->request.why, "Kept with the promotion");
    command->callback([&context, options] {
        context.action = [&context, options] { return runPromotion(context, *options); };
    });
}

} // namespace driftwood::cli
