#pragma once

#include "ui/shell/place.h"

namespace driftwood::workbench {

/// All pages of the window; the only place that lists them.
[[nodiscard]] ui::PageEntries pages();

} // namespace driftwood::workbench
