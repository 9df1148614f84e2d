#pragma once

#include "ui/page/link.h"

#include <optional>

class QObject;

namespace driftwood::ui {

/// The page that opens when the status bar's job is clicked. The code that starts a job stores the link in
/// it.
void setJobLink(QObject& job, const Link& link);
[[nodiscard]] std::optional<Link> jobLink(const QObject& job);

} // namespace driftwood::ui
