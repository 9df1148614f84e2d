#pragma once

#include "ui/page/page.h"
#include "ui/training/dataset_fields.h"
#include "ui/training/run_draft.h"

#include <QMap>
#include <QScrollArea>
#include <map>
#include <optional>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QTableView;

namespace driftwood::ui {

class FormField;

/// The form of a new run, completely filled in: data set, label, features, network, optimiser, length.
/// Invalid values are explained at their field at once.
class NewRunForm : public QWidget {
    Q_OBJECT

  public:
    explicit NewRunForm(session::AppContext& app, QWidget* parent = nullptr);

    /// Fills the form for a data set (empty: the newest), with the settings of a model to train again (empty:
    /// suggestions).
    void begin(const QString& dataset, const QString& baseModelId);
    /// Fills the form with all settings of another run, which produced no model.
    void begin(const runs::TrainRequest& request);
    /// Whether a run can start; otherwise focuses the first invalid field.
    [[nodiscard]] bool accept();
    [[nodiscard]] const CheckedDraft& checked() const { return m_checked; }
    [[nodiscard]] const QString& datasetName() const { return m_draft.dataset; }

  Q_SIGNALS:
    void edited(); ///< checked() reflects the form's contents now
    void startRequested();

  protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void build();
    QWidget* buildChoices();
    QWidget* buildFeatures();
    void alignHalves();
    void fitChoices();
    void addNumber(QGridLayout* grid, int row, int column, DraftField field, const QString& name);
    void fillDatasets();
    void showDraft();
    void takeSample();
    void takeFields();
    void takeInputs();
    void forgetInputs();
    [[nodiscard]] std::vector<FeatureRow> rowsInUse() const;
    void suggestTask();
    void changeTask(training::Task task);
    /// Shows another data set, whose roles suggest task and label.
    void lookAtDataset(const QString& name);
    void suggestLabel();
    void takeLabel(const QString& label);
    /// Lists the label's classes as candidates for the positive class, and warns about the validation part.
    void suggestClasses();
    void offerClasses();
    void edit();
    void check();
    void takeModel(const std::shared_ptr<const model::TrainedModel>& model);
    /// Sets choices that the data set's suggestions do not change.
    void take(RunDraft choices);
    void sayParent(const QString& name);

    session::AppContext& m_app;
    DatasetFields m_fields;
    RunDraft m_draft;
    CheckedDraft m_checked;
    LabelClasses m_classes;      ///< for the label that was read last
    bool m_filling = false;      ///< the program fills the form, so changes are not the user's
    bool m_namedByHand = false;  ///< the user typed a name, so it does not follow the data set
    bool m_lengthByHand = false; ///< the same for epochs and patience
    bool m_taskByHand = false;   ///< the same for task and label
    /// The label was chosen by the user, a parent or the values; it is not just the first candidate.
    bool m_labelStands = false;
    /// Inputs and label of the model to train again; no inputs: the suggested ones.
    features::FeatureSpec m_given;
    /// The use of each field that the user changed in the table; nothing: it is no input. The other fields
    /// follow the model to train again or the suggestion, which depends on the label.
    std::map<std::string, std::optional<features::FeatureInput>> m_byHand;
    tasks::PendingQuery m_asking;

    QScrollArea* m_choices;
    QComboBox* m_dataset;
    QLineEdit* m_name;
    QComboBox* m_task;
    QComboBox* m_label;
    QComboBox* m_positive;
    QComboBox* m_network;
    QLineEdit* m_hidden;
    QComboBox* m_activation;
    QComboBox* m_optimizer;
    QCheckBox* m_inOnePass;
    QComboBox* m_engine;
    QComboBox* m_classWeights;
    QLabel* m_parent;
    QLabel* m_featureNote;
    QLabel* m_featureProblem;
    QTableView* m_features;
    FeatureItemModel m_rows{true};
    QMap<DraftField, FormField*> m_boxes;
    QList<FormField*> m_halves; ///< two per row
    QMap<DraftField, QLineEdit*> m_numbers;
};

} // namespace driftwood::ui
