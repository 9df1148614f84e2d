#pragma once

#include "monitoring/promotion.h"
#include "session/app_context.h"

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace driftwood::ui {

class RichLine;

/// Describes in steps what happens when one model replaces another, with offsets, before it is done.
class PromoteDialog : public QDialog {
    Q_OBJECT

  public:
    /// `back`: the new model is the previous one.
    PromoteDialog(session::AppContext& app, qint64 monitorId, const std::string& modelId, bool back,
                  QWidget* parent = nullptr);

    /// Shows a reason against the promotion above the steps; empty: there is none.
    void setWarning(const QString& warning);
    /// The user's request, valid after accept().
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
