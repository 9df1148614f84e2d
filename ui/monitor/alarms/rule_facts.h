#pragma once

#include "ui/widgets/layout/facts_section.h"

namespace driftwood::ui {

class ShownMonitor;

/// A monitor's rules, one row each: what it compares with, over how many records, and from where a difference
/// is an alarm. The reference is a link whose target is the data set's name. Empty until the monitor's model
/// was read.
[[nodiscard]] QList<Fact> ruleFacts(const ShownMonitor& shown);

} // namespace driftwood::ui
