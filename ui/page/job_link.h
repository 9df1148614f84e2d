#pragma once

#include "ui/page/link.h"

#include <optional>

class QObject;

namespace driftwood::ui {

/// Where a job of the status bar leads when it is clicked; kept on the job by whoever starts it.
void setJobLink(QObject& job, const Link& link);
[[nodiscard]] std::optional<Link> jobLink(const QObject& job);

} // namespace driftwood::ui
