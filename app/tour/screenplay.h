#pragma once

#include <QString>
#include <functional>
#include <vector>

class QWidget;

namespace driftwood::tour {

class Stage;

/// One thing a person does, what must come of it, and what is shown of it.
struct Scene {
    QString title;
    QString caption;                     ///< one sentence for the summary page
    std::function<void(Stage&)> act;     ///< real mouse and keyboard events
    std::function<bool(Stage&)> hasCome; ///< what the scene waits for
    int patienceMs = 30000;
    bool picture = true;
};

/// The main job, from the demo to the range that drifted.
[[nodiscard]] std::vector<Scene> mainJob();

} // namespace driftwood::tour
