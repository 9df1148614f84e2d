#pragma once

#include <QString>
#include <functional>
#include <vector>

class QWidget;

namespace driftwood::tour {

class Stage;

/// One user action with its expected result and its description.
struct Scene {
    QString title;
    QString caption;                     ///< one sentence for the summary page
    std::function<void(Stage&)> act;     ///< real mouse and keyboard events
    std::function<bool(Stage&)> hasCome; ///< the condition that the scene waits for
    int patienceMs = 30000;
    bool picture = true;
};

/// The main workflow, from the demo to the range that drifted.
[[nodiscard]] std::vector<Scene> mainJob();

} // namespace driftwood::tour
