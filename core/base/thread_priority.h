#pragma once

namespace driftwood {

/// Lowers the priority of the calling thread, and of every thread it starts from now on,
/// so that the window stays responsive when processors are few.
/// Cannot be undone; does nothing on systems other than Linux.
void giveWayToWindow();

} // namespace driftwood
