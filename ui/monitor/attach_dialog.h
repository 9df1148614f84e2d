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

/// Asks what a model is to be attached to, and states in words what will be written where. On a cluster
/// marked production, the user must type the target's name first.
class AttachDialog : public QDialog {
    Q_OBJECT

  public:
    /// With an empty `modelId` the newest model is proposed.
    AttachDialog(session::AppContext& app, const QString& modelId, QWidget* parent = nullptr);

    /// Proposes the topic and the drift settings of the monitor that this one is to be compared with.
    void proposeBeside(const TopicName& source, const drift::DriftConfig& config);
    /// The user's request, valid after accept().
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
    /// Describes what is wrong; empty if nothing is.
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
    QLineEdit* m_deadLetter; ///< empty: predictions that the target refuses are not published elsewhere
    QLineEdit* m_group;
    QComboBox* m_start;
    QSpinBox* m_window;
    QDoubleSpinBox* m_psi;
    QSpinBox* m_raiseAfter;
    RichLine* m_written;
    QLabel* m_problem;
    QLineEdit* m_typed = nullptr; ///< null unless the target's name must be typed
    QPushButton* m_attach;
};

} // namespace driftwood::ui
