#pragma once

#include "ui/shell/page_entry.h"

namespace driftwood::workbench {

/// All pages of the window; the only place that lists them.
[[nodiscard]] ui::PageEntries pages();

} // namespace driftwood::workbench
