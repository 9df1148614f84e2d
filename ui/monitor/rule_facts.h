#pragma once

#include "ui/widgets/facts_section.h"

namespace driftwood::ui {

class ShownMonitor;

/// By what a monitor judges, one row a rule: what it compares with, how much at a time, and where a
/// difference becomes an alarm. The reference is a link whose target is the data set's name. Empty until its
/// model has been read.
[[nodiscard]] QList<Fact> ruleFacts(const ShownMonitor& shown);

} // namespace driftwood::ui
