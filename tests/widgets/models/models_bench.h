#pragma once

#include "runs/training_job.h"
#include "support/demo_context.h"
#include "ui/models/models_page.h"

#include <QTabBar>
#include <array>

namespace driftwood::test {

/// The Models page over an application context with three models of the demo's topics, one for each task.
class ModelsBench {
  public:
    /// Reads two data sets and trains the models; an error says which step failed.
    [[nodiscard]] static Result<std::unique_ptr<ModelsBench>> start();
    ~ModelsBench();

    session::AppContext& app() { return *m_demo.app; }
    /// Opens a page in a window of its own, as large as the work area of 1440×900.
    void openPage();
    ui::ModelsPage& page() { return *m_page; }
    void closePage() { m_page.reset(); }
    /// Shows the model, with the tab chosen by mouse.
    void show(training::Task task, int tab);
    [[nodiscard]] const std::string& modelId(training::Task task) const {
        return m_models[static_cast<std::size_t>(task)];
    }
    /// The visible widget of this type and accessible name; null if there is none.
    template <class W>
    [[nodiscard]] W* named(const QString& name) const {
        for (W* widget : m_page->findChildren<W*>())
            if (widget->isVisible() && widget->accessibleName() == name)
                return widget;
        return nullptr;
    }
    [[nodiscard]] Result<runs::TrainOutcome> train(const std::string& dataset, training::Task task);

    static constexpr const char* kMachines = "machines";
    static constexpr const char* kTrips = "trips";

  private:
    ModelsBench() = default;
    [[nodiscard]] Status make(const std::string& name, const TopicName& topic);

    DemoContext m_demo{std::chrono::hours(6)};
    std::unique_ptr<ui::Preferences> m_preferences;
    std::array<std::string, 3> m_models; ///< by task
    std::unique_ptr<ui::ModelsPage> m_page;
};

} // namespace driftwood::test
