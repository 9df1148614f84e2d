#pragma once

#include "monitoring/attachment_job.h"
#include "session/app_context.h"

#include <QDialog>

class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QSpinBox;

namespace driftwood::ui {

class RichLine;

/// Asks what a model shall be attached to, and says in words what will be written where. On a cluster marked
/// production the target's name must be typed first.
class AttachDialog : public QDialog {
    Q_OBJECT

  public:
    /// `modelId` empty: the newest model is proposed.
    AttachDialog(session::AppContext& app, const QString& modelId, QWidget* parent = nullptr);

    /// What was asked for, after accept().
    [[nodiscard]] monitoring::AttachRequest request() const;

  private:
    [[nodiscard]] QWidget* clusterLine();
    [[nodiscard]] QWidget* targetChoice();
    void addForm(QFormLayout& form);
    void fillStarts();
    void addDriftRows(QFormLayout& form);
    void fillModels(const QString& modelId);
    void fillTopics();
    void proposeNames();
    void check();
    [[nodiscard]] const workspace::ModelRow* model() const;
    [[nodiscard]] bool publishes() const;
    /// What is wrong; empty when nothing is.
    [[nodiscard]] QString problem() const;
    [[nodiscard]] QString whoHasIt() const;
    [[nodiscard]] bool isDeadLetterWrong() const;
    void sayWhatIsWritten();

    session::AppContext& m_app;
    QComboBox* m_model;
    QComboBox* m_source;
    QRadioButton* m_publish;
    QRadioButton* m_doNotPublish;
    QLineEdit* m_target;
    QLineEdit* m_deadLetter; ///< empty: what the target refuses goes nowhere
    QLineEdit* m_group;
    QComboBox* m_start;
    QSpinBox* m_window;
    QDoubleSpinBox* m_psi;
    QSpinBox* m_raiseAfter;
    RichLine* m_written;
    QLabel* m_problem;
    QLineEdit* m_typed = nullptr; ///< only where it is asked for
    QPushButton* m_attach;
};

} // namespace driftwood::ui
