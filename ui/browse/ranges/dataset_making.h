#pragma once

#include "session/app_context.h"
#include "session/dataset_job.h"
#include "session/range_inspector.h"
#include "session/range_selection.h"
#include "ui/browse/ranges/dataset_dialog.h"
#include "ui/page/page.h"

#include <QPointer>
#include <optional>

namespace driftwood::ui {

/// Makes a data set of the selected ranges: asks for its name and options, runs the job, and leads on to the
/// data set, or to the next training of a base model. After a refusal the dialog opens again with what was
/// typed.
class DatasetMaking : public QObject {
    Q_OBJECT

  public:
    /// Dialogs belong to `parent`.
    DatasetMaking(const PageContext& context, const session::RangeSelection& selection,
                  const session::RangeInspector& inspector, QWidget* parent);

    /// The model to be trained again on the data set; empty for none.
    void setBaseModel(const QString& id);
    /// Whether the ranges can be made a data set now.
    void setPossible(bool possible) { m_possible = possible; }
    void forgetTyped();

    /// Asks for name and options; `refusal` is shown in the dialog.
    void ask(const Error* refusal = nullptr);
    /// The newest job, also when it is over.
    [[nodiscard]] session::DatasetJob* job() const { return m_job; }
    [[nodiscard]] session::DatasetJob* running() const; ///< null when none runs
    /// Stops the job; false when none runs.
    bool stop();

  Q_SIGNALS:
    void changed();    ///< a job began or ended
    void progressed(); ///< the job
    void linkActivated(const driftwood::ui::Link& link);
    void noticed(const driftwood::ui::Notice& notice);

  private:
    void start(const dataset::DatasetRequest& request);
    void ended(const session::DatasetJob& job);

    PageContext m_context;
    const session::RangeSelection& m_selection;
    const session::RangeInspector& m_inspector;
    QWidget* m_parent;
    QPointer<session::DatasetJob> m_job;
    std::optional<DatasetDialog::Typed> m_typed; ///< in the last dialog, until its data set is made
    QString m_baseModelId;
    bool m_possible = false;
};

} // namespace driftwood::ui
