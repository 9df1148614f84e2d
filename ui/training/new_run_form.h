#pragma once

#include "ui/page/page.h"
#include "ui/training/dataset_fields.h"
#include "ui/training/run_draft.h"

#include <QMap>
#include <QScrollArea>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QTableView;

namespace driftwood::ui {

class FormField;

/// A new run with everything filled in: what to learn from and to predict, which fields as what, network,
/// optimiser, how to go about it. What cannot work is said at its field, from the moment it is wrong.
class NewRunForm : public QWidget {
    Q_OBJECT

  public:
    explicit NewRunForm(session::AppContext& app, QWidget* parent = nullptr);

    /// Begins anew with a data set (empty: the newest), and with the choices of a model that is trained again
    /// (empty: suggestions).
    void begin(const QString& dataset, const QString& baseModelId);
    /// With all that was chosen for another run, which made no model.
    void begin(const runs::TrainRequest& request);
    /// Whether a run can be started; else the first field that is wrong gets the keyboard.
    [[nodiscard]] bool accept();
    [[nodiscard]] const CheckedDraft& checked() const { return m_checked; }
    [[nodiscard]] const QString& datasetName() const { return m_draft.dataset; }

  Q_SIGNALS:
    void edited(); ///< checked() is of what stands in the form now
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
    void suggestTask();
    void changeTask(training::Task task);
    /// Another data set, whose roles say what there is to learn.
    void lookAtDataset(const QString& name);
    void suggestLabel();
    void takeLabel(const QString& label);
    /// The label's classes as the positive one, and what there is to say of the validation part.
    void suggestClasses();
    void offerClasses();
    void edit();
    void check();
    void takeModel(const std::shared_ptr<const model::TrainedModel>& model);
    /// Choices that stand, whatever the data set would suggest.
    void take(RunDraft choices);
    void sayParent(const QString& name);

    session::AppContext& m_app;
    DatasetFields m_fields;
    RunDraft m_draft;
    CheckedDraft m_checked;
    LabelClasses m_classes;      ///< of the label as it was last read
    bool m_filling = false;      ///< the form is being filled, nobody is typing
    bool m_namedByHand = false;  ///< the name does not follow the data set,
    bool m_lengthByHand = false; ///< nor do epochs and patience
    bool m_taskByHand = false;   ///< nor do task and label
    /// The label is one that a person, a parent or the values chose, not the first of those that could be.
    bool m_labelStands = false;
    /// Of the model that is trained again, or chosen in the table; empty: those suggested.
    std::vector<features::FeatureInput> m_chosenInputs;
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
    QCheckBox* m_incremental;
    QComboBox* m_engine;
    QComboBox* m_classWeights;
    QLabel* m_parent;
    QLabel* m_featureNote;
    QLabel* m_featureProblem;
    QTableView* m_features;
    FeatureItemModel m_rows{true};
    QMap<DraftField, FormField*> m_boxes;
    QList<FormField*> m_halves; ///< two in a row
    QMap<DraftField, QLineEdit*> m_numbers;
};

} // namespace driftwood::ui
