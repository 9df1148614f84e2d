#pragma once

#include "broker/connection_profile.h"

class QWidget;

namespace driftwood::session {
class AppContext;
}

namespace driftwood::ui {

/// Connects the window. A saved connection that this person has neither saved nor agreed to, which came with
/// a workspace from elsewhere, is shown first and asked about. A password that is typed each time is asked
/// for first, unless it was typed since the program began and has not failed; who closes that question stays
/// where they were.
void connectAsking(session::AppContext& app, const broker::ConnectionProfile& profile, QWidget* parent);

/// The same for a saved one that a person chose by its name.
void connectSaved(session::AppContext& app, const broker::ConnectionProfile& profile, QWidget* parent);

/// The keychain's entry that the form makes under a profile's own name; fine where there is none. May wait
/// for a person: from a worker.
[[nodiscard]] Status removeKeptPassword(const broker::ConnectionProfile& profile);

} // namespace driftwood::ui
