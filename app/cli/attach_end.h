#pragma once

#include "app/cli/context.h"
#include "monitoring/attachment_job.h"

#include <QString>
#include <cstddef>
#include <string>

namespace driftwood::cli {

/// Describes an attachment's exit codes, for its help.
inline constexpr const char* kAttachExitHelp =
    "EXIT STATUS, the first that applies: 130 stopped by Ctrl-C; 8 the topic for predictions refused some, "
    "and no topic for dead letters received them (their records are not scored again; monitors MONITOR lists "
    "them); 7 an alarm was raised; 9 no alarm was raised, but an earlier one is still open and not "
    "acknowledged; 0 none of these.";

/// Unacknowledged alarms at the end of an attachment.
struct AlarmsLeft {
    std::size_t raised = 0; ///< raised in this session, by any monitor that it went on as
    std::size_t known = 0;  ///< already open at the start of the last monitor, and still open
};
[[nodiscard]] Result<AlarmsLeft> alarmsLeft(workspace::Workspace& workspace,
                                            const monitoring::AttachOutcome& outcome);

[[nodiscard]] ExitCode exitCode(const monitoring::AttachOutcome& outcome, const AlarmsLeft& alarms);

/// "3 records: P did not take their predictions; monitors 7 lists them with the reasons, and D has 2 of
/// them"; `deadLetter` is empty if there is no such topic.
[[nodiscard]] QString unpublishedText(const monitoring::AttachOutcome& outcome, const std::string& target,
                                      const std::string& deadLetter);

} // namespace driftwood::cli
