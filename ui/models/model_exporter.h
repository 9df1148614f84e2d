#pragma once

#include "model/exporters/exporter.h"
#include "model/trained_model.h"
#include "ui/page/page.h"

#include <QObject>
#include <memory>

namespace driftwood::tasks {
class Job;
}

namespace driftwood::ui {

/// Asks for a file, writes the model there as a job, and reports the result.
class ModelExporter : public QObject {
    Q_OBJECT

  public:
    /// Dialogs open over `parent`.
    ModelExporter(session::AppContext& app, QWidget* parent);

    void setModel(const std::shared_ptr<const model::TrainedModel>& model) { m_model = model; }
    void exportGraph(const model::Exporter& exporter);
    void exportWeights();
    void exportCard();

  Q_SIGNALS:
    void noticed(const driftwood::ui::Notice& notice);

  private:
    [[nodiscard]] QString askForFile(const QString& suffix, const QString& filter);
    void follow(tasks::Job* job, const QString& what, const QString& path);
    void sayFailed(const QString& what, const Error& error);

    session::AppContext& m_app;
    QWidget* m_parent;
    std::shared_ptr<const model::TrainedModel> m_model;
};

} // namespace driftwood::ui
