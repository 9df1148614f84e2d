#pragma once

#include "app/cli/context.h"
#include "monitoring/attachment_job.h"

#include <QString>
#include <cstddef>
#include <set>
#include <string>

namespace driftwood::cli {

/// What an attachment's exit codes say, for its help.
inline constexpr const char* kAttachExitHelp =
    "EXIT STATUS, the first that applies: 130 stopped by Ctrl-C; 8 the topic for predictions refused some, "
    "and "
    "no topic for dead letters has them (the records are dealt with and not scored again: monitors MONITOR "
    "lists them); 7 an alarm was raised; 9 no alarm was raised, but one of before is open still and nobody "
    "has acknowledged it; 0 none of these.";

/// Ids of the alarms of this monitor that are open.
[[nodiscard]] Result<std::set<std::string>> openAlarms(workspace::Workspace& workspace, std::int64_t monitor);

/// Alarms that nobody has acknowledged as an attachment ends.
struct AlarmsLeft {
    std::size_t raised = 0; ///< in this sitting
    std::size_t known = 0;  ///< open as it began, and open still
};
[[nodiscard]] Result<AlarmsLeft> alarmsLeft(workspace::Workspace& workspace,
                                            const monitoring::AttachOutcome& outcome,
                                            const std::set<std::string>& openBefore);

[[nodiscard]] ExitCode exitCode(const monitoring::AttachOutcome& outcome, const AlarmsLeft& alarms);

/// "3 records: P did not take their predictions; monitors 7 lists them with the reasons, and D has 2 of
/// them"; `deadLetter` is empty where there is no such topic.
[[nodiscard]] QString unpublishedText(const monitoring::AttachOutcome& outcome, const std::string& target,
                                      const std::string& deadLetter);

} // namespace driftwood::cli
