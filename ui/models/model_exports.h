#pragma once

#include "model/exporters/exporter.h"
#include "model/trained_model.h"
#include "session/app_context.h"

#include <QString>
#include <memory>
#include <string>

namespace driftwood::ui {

// Each function writes one file as a job of the application, shown in the status bar. A failed job holds the
// error.

/// The exported model is compared with our own scoring on records of the log before the file appears.
[[nodiscard]] tasks::Job* startGraphExport(session::AppContext& app,
                                           const std::shared_ptr<broker::Connection>& connection,
                                           const model::Exporter& exporter, const QString& modelId,
                                           const QString& path);
/// The bundle is read, which verifies its digest, before its weights are copied.
[[nodiscard]] tasks::Job* startWeightsExport(session::AppContext& app, const std::string& bundle,
                                             const QString& path);
[[nodiscard]] tasks::Job* startCardExport(session::AppContext& app,
                                          std::shared_ptr<const model::TrainedModel> model,
                                          const QString& path);

} // namespace driftwood::ui
