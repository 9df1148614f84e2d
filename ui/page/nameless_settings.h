#pragma once

namespace driftwood::ui {

/// Copies the settings of old releases, which set no organisation name and so used Qt's default place. It
/// runs once, while there are no settings under our own name; the old settings stay for older releases.
void takeOverNamelessSettings();

} // namespace driftwood::ui
