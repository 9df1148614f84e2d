#pragma once

#include "model/trained_model.h"
#include "ui/page/page.h"
#include "ui/widgets/rich_text.h"

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
    void setModel(const model::TrainedModel& model, qint64 runId, const QStringList& attachedTo);
    /// The same as lines of text, for a clipboard.
    [[nodiscard]] QString text() const { return m_text; }

  Q_SIGNALS:
    void linkActivated(const driftwood::ui::Link& link);

  private:
    void addStep(const QString& icon, const QString& kind, const Span& name, const QList<RichText>& lines,
                 const std::optional<Link>& link);

    QHBoxLayout* m_row;
    QString m_text;
};

} // namespace driftwood::ui
