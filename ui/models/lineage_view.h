#pragma once

#include "model/trained_model.h"
#include "ui/models/lineage_step.h"
#include "ui/page/page.h"

#include <QTimeZone>
#include <QWidget>

class QGridLayout;
class QLabel;

namespace driftwood::ui {

/// A model's origin, in the direction of the data: topic, range, data set, run, model. Each step opens what
/// it names.
class LineageView : public QWidget {
    Q_OBJECT

  public:
    explicit LineageView(QWidget* parent = nullptr);

    /// `runId` 0: the run is unknown. `attachedTo`: the topics that it is attached to now.
    void setModel(const model::TrainedModel& model, qint64 runId, const QStringList& attachedTo,
                  const QTimeZone& zone);
    /// The full text as lines, for the clipboard.
    [[nodiscard]] QString text() const { return m_text; }
    [[nodiscard]] QSize minimumSizeHint() const override;

  Q_SIGNALS:
    void linkActivated(const driftwood::ui::Link& link);

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void arrange();
    void addStep(LineageStep::Content content, const std::optional<Link>& link);
    void addRange(const dataset::Manifest& manifest, const QTimeZone& zone);
    void addRun(const model::TrainedModel& model, qint64 runId);
    void addModel(const model::TrainedModel& model, const QStringList& attachedTo);

    QGridLayout* m_grid;
    QList<LineageStep*> m_steps;
    QList<QLabel*> m_arrows; ///< between them
    int m_inRow = 0;         ///< 0: not laid out yet
    QString m_text;
};

} // namespace driftwood::ui
