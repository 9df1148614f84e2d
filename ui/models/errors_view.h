#pragma once

#include "evaluation/error_study.h"
#include "session/desk.h"
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

/// The Errors tab: scores a model's validation part again, as a job, and shows where it was wrong. What came
/// out is kept while the window is open.
class ErrorsView : public QWidget {
    Q_OBJECT

  public:
    explicit ErrorsView(const PageContext& context, QWidget* parent = nullptr);

    void setModel(const std::shared_ptr<const model::TrainedModel>& model);
    /// False: nothing ran for the model that is shown.
    bool stop();

  Q_SIGNALS:
    void linkActivated(const driftwood::ui::Link& link);

  protected:
    void showEvent(QShowEvent* event) override;

  private:
    using Study = std::shared_ptr<const evaluation::ErrorStudy>;
    using StudyJob = tasks::ResultJob<Study>;

    void start();
    /// Shows what is known of the model; a study that is small enough begins by itself once it is looked at.
    void refresh();
    void showNote(const evaluation::ErrorStudy* study);
    [[nodiscard]] QString whyNot() const; ///< empty when the records can be read
    [[nodiscard]] StudyJob* job() const;

    PageContext m_context;
    std::shared_ptr<const model::TrainedModel> m_model;
    std::map<std::string, QPointer<StudyJob>> m_jobs; ///< by model
    std::map<std::string, Study> m_studies;           ///< likewise
    RichLine* m_note;
    ErrorsReport* m_report;
    JobStack* m_stack;
};

} // namespace driftwood::ui
