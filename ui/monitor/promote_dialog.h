#pragma once

#include "monitoring/promotion.h"
#include "session/app_context.h"

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace driftwood::ui {

class RichLine;

/// Says in steps what happens when one model takes another's place, with offsets, before it does.
class PromoteDialog : public QDialog {
    Q_OBJECT

  public:
    /// `back`: the model was there before.
    PromoteDialog(session::AppContext& app, qint64 monitorId, const std::string& modelId, bool back,
                  QWidget* parent = nullptr);

    /// What speaks against it, above the steps; empty: nothing does.
    void setWarning(const QString& warning);
    /// What was asked for, after accept().
    [[nodiscard]] monitoring::PromotionRequest request() const;

  private:
    void askForPositions();
    void check();
    [[nodiscard]] QString problem() const;

    session::AppContext& m_app;
    qint64 m_monitorId;
    std::string m_modelId;
    RichLine* m_warning;
    RichLine* m_positions;
    RichLine* m_problem;
    QLineEdit* m_why;
    QPushButton* m_promote;
    tasks::PendingQuery m_asked;
};

} // namespace driftwood::ui
