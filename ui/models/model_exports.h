#pragma once

#include "model/trained_model.h"
#include "session/app_context.h"

#include <QString>
#include <memory>
#include <string>

namespace driftwood::ui {

// Each writes one file as a job of the application, shown in the status bar; the job's error says why it did
// not.

/// Compared with our own scoring on records of the log before the file appears.
[[nodiscard]] tasks::Job* startTorchScriptExport(session::AppContext& app,
                                                 const std::shared_ptr<broker::Connection>& connection,
                                                 const QString& modelId, const QString& path);
/// The bundle is read (and so its digest checked) before its weights are copied.
[[nodiscard]] tasks::Job* startWeightsExport(session::AppContext& app, const std::string& bundle,
                                             const QString& path);
[[nodiscard]] tasks::Job* startCardExport(session::AppContext& app,
                                          std::shared_ptr<const model::TrainedModel> model,
                                          const QString& path);

} // namespace driftwood::ui
