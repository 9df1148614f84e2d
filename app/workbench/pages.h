#pragma once

#include "ui/shell/place.h"

namespace driftwood::workbench {

/// Every page of the window: the one place that knows them all.
[[nodiscard]] ui::PageEntries pages();

} // namespace driftwood::workbench
