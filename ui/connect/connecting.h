#pragma once

#include "broker/profile/connection_profile.h"

class QWidget;

namespace driftwood::session {
class AppContext;
}

namespace driftwood::ui {

/// Connects the window. Connections that came with a workspace from elsewhere, which this user has neither
/// saved nor accepted, are shown first and must be confirmed. A password that is typed each time is asked
/// for, unless it was already typed in this session and has not failed. If the user closes a question, the
/// old connection stays.
void connectAsking(session::AppContext& app, const broker::ConnectionProfile& profile, QWidget* parent);

/// The same for a saved connection that the user chose by its name.
void connectSaved(session::AppContext& app, const broker::ConnectionProfile& profile, QWidget* parent);

/// Removes the keychain entries that the form creates under a profile's own name; succeeds without one.
/// May block while the keychain waits for the user, so call it from a worker thread.
[[nodiscard]] Status removeKeptPassword(const broker::ConnectionProfile& profile);

} // namespace driftwood::ui
