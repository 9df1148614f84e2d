#pragma once

namespace driftwood {

/// For a thread that works while somebody looks: from here on it, and every thread it starts, gives way to
/// the window's where processors are few. Cannot be taken back; does nothing where the system knows no such
/// thing.
void giveWayToWindow();

} // namespace driftwood
