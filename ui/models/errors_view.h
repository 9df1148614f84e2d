#pragma once

#include "evaluation/error_analysis.h"
#include "session/app_context.h"
#include "ui/page/page.h"

#include <QPointer>
#include <QWidget>
#include <map>
#include <memory>
#include <string>

namespace driftwood::ui {

class ErrorsReport;
class JobStack;
class RichLine;

/// The Errors tab: scores a model's validation part again, as a job, and shows its errors. Results are kept
/// while the window is open.
class ErrorsView : public QWidget {
    Q_OBJECT

  public:
    explicit ErrorsView(const PageContext& context, QWidget* parent = nullptr);

    void setModel(const std::shared_ptr<const model::TrainedModel>& model);
    /// False: nothing was running for the shown model.
    bool stop();

  Q_SIGNALS:
    void linkActivated(const driftwood::ui::Link& link);

  protected:
    void showEvent(QShowEvent* event) override;

  private:
    using Analysis = std::shared_ptr<const evaluation::ErrorAnalysis>;
    using ErrorAnalysisJob = tasks::ResultJob<Analysis>;

    void start();
    /// Shows what is known of the model; a small analysis starts automatically once the tab is visible.
    void refresh();
    void showNote(const evaluation::ErrorAnalysis* analysis);
    [[nodiscard]] QString whyNot() const; ///< the reason; empty if the records can be read
    [[nodiscard]] ErrorAnalysisJob* job() const;

    PageContext m_context;
    std::shared_ptr<const model::TrainedModel> m_model;
    std::map<std::string, QPointer<ErrorAnalysisJob>> m_jobs; ///< by model
    std::map<std::string, Analysis> m_analyses;               ///< by model
    RichLine* m_note;
    ErrorsReport* m_report;
    JobStack* m_stack;
};

} // namespace driftwood::ui
