#pragma once

namespace driftwood::ui {

/// Settings of releases that gave no organisation lie where Qt puts those of nobody. Copied once, where there
/// are none under our own name; the old ones stay for an older release.
void takeOverNamelessSettings();

} // namespace driftwood::ui
