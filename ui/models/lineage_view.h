#pragma once

#include "model/trained_model.h"
#include "ui/models/lineage_step.h"
#include "ui/page/page.h"

#include <QTimeZone>
#include <QWidget>

class QHBoxLayout;

namespace driftwood::ui {

/// Where a model came from, left to right as the records went: topic, range, data set, run, model. Each step
/// opens what it names.
class LineageView : public QWidget {
    Q_OBJECT

  public:
    explicit LineageView(QWidget* parent = nullptr);

    /// `runId` 0: the run is not known. `attachedTo`: topics it is on now.
    void setModel(const model::TrainedModel& model, qint64 runId, const QStringList& attachedTo,
                  const QTimeZone& zone);
    /// The same at length as lines of text, for a clipboard.
    [[nodiscard]] QString text() const { return m_text; }

  Q_SIGNALS:
    void linkActivated(const driftwood::ui::Link& link);

  private:
    void addStep(LineageStep::Content content, const std::optional<Link>& link);
    void addRange(const dataset::Manifest& manifest, const QTimeZone& zone);
    void addRun(const model::TrainedModel& model, qint64 runId);
    void addModel(const model::TrainedModel& model, const QStringList& attachedTo);

    QHBoxLayout* m_row;
    QString m_text;
};

} // namespace driftwood::ui
