#include "ui/training/new_run_form.h"

#include "evaluation/stored_model.h"
#include "training/objectives/objective.h"
#include "ui/format/format.h"
#include "ui/training/form_field.h"
#include "ui/training/run_words.h"
#include "ui/widgets/messages/error_card.h"
#include "ui/widgets/text/text_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QTableView>
#include <algorithm>
#include <cmath>

namespace driftwood::ui {
namespace {

using Model = std::shared_ptr<const model::TrainedModel>;

constexpr qsizetype kMostClassesOffered = 100;

template <class Enum>
void choose(QComboBox* combo, Enum value) {
    combo->setCurrentIndex(combo->findData(static_cast<int>(value)));
}

template <class Enum>
Enum chosen(const QComboBox* combo) {
    return static_cast<Enum>(combo->currentData().toInt());
}

/// Sets a list's entries but keeps the text and the cursor, because the user may be typing.
void offer(QComboBox& combo, const QStringList& entries, const QString& text) {
    QStringList offered;
    for (int i = 0; i < combo.count(); ++i)
        offered << combo.itemText(i);
    const QSignalBlocker quiet(combo);
    const int cursor = combo.lineEdit()->cursorPosition();
    if (offered != entries) {
        combo.clear();
        combo.addItems(entries);
        combo.setCurrentIndex(static_cast<int>(entries.indexOf(text)));
    }
    if (combo.currentText() != text)
        combo.setCurrentText(text);
    combo.lineEdit()->setCursorPosition(cursor);
}

} // namespace

NewRunForm::NewRunForm(session::AppContext& app, QWidget* parent)
    : QWidget(parent)
    , m_app(app)
    , m_fields(app) {
    build();
    connect(&m_fields, &DatasetFields::changed, this, &NewRunForm::takeSample);
    connect(&m_rows, &FeatureItemModel::inputsChanged, this, &NewRunForm::takeInputs);
    connect(&m_app.connection, &session::ConnectionSession::stateChanged, this, &NewRunForm::check);
    connect(&m_app.store, &session::Store::changed, this, [this] {
        if (isVisible())
            fillDatasets();
    });
}

void NewRunForm::begin(const QString& dataset, const QString& baseModelId) {
    m_draft = RunDraft::forTask(training::kUsualTask);
    forgetInputs();
    m_namedByHand = m_lengthByHand = m_taskByHand = false;
    m_draft.dataset = dataset;
    fillDatasets();
    m_draft.name = m_draft.dataset;
    m_parent->setVisible(false);
    lookAtDataset(m_draft.dataset);
    m_asking.cancel();
    if (!baseModelId.isEmpty())
        m_asking = m_app.store.ask<Model>(
            [id = baseModelId.toStdString()](workspace::Workspace& workspace) {
                return evaluation::loadStoredModel(workspace, id);
            },
            [this](Result<Model> model) {
                if (model)
                    takeModel(*model);
                else
                    m_parent->setText(errorText(model.error()));
                m_parent->setVisible(true);
            });
    m_name->setFocus(Qt::OtherFocusReason);
}

void NewRunForm::takeModel(const Model& model) {
    const QString dataset = m_draft.dataset;
    const bool datasetGiven = !dataset.isEmpty();
    RunDraft choices =
        RunDraft::from(model->lineage.training, model->features.spec(), model->lineage.learner);
    choices.dataset = datasetGiven ? dataset : QString::fromStdString(model->lineage.dataset.name);
    choices.name = QString::fromStdString(model->name);
    choices.parentModelId = model->id;
    choices.engine = model->lineage.engine.starts_with("libtorch") ? runs::EngineChoice::LibTorch
                                                                   : runs::EngineChoice::Native;
    take(std::move(choices));
    sayParent(m_draft.name);
}

void NewRunForm::begin(const runs::TrainRequest& request) {
    begin(QString::fromStdString(request.dataset), {});
    RunDraft choices = RunDraft::from(request.training, request.features, request.learner);
    choices.dataset = QString::fromStdString(request.dataset);
    choices.name = QString::fromStdString(request.modelName);
    choices.parentModelId = request.parentModelId;
    choices.engine = request.engine;
    const auto* parent = m_app.store.snapshot().model(request.parentModelId);
    take(std::move(choices));
    if (parent != nullptr) {
        sayParent(QString::fromStdString(parent->name));
        m_parent->setVisible(true);
    }
}

void NewRunForm::sayParent(const QString& name) {
    m_parent->setText(tr("Retrains %1, model %2, with the same settings")
                          .arg(name, QString::fromStdString(m_draft.parentModelId)));
}

void NewRunForm::take(RunDraft choices) {
    m_draft = std::move(choices);
    forgetInputs();
    m_given.inputs = m_draft.inputs;
    m_given.labelPath = m_draft.label.toStdString();
    m_namedByHand = m_lengthByHand = m_taskByHand = m_labelStands = true;
    showDraft();
    m_fields.look(m_draft.dataset);
}

void NewRunForm::fillDatasets() {
    const QSignalBlocker quiet(m_dataset);
    m_dataset->clear();
    for (const auto& row : m_app.store.snapshot().datasets)
        m_dataset->addItem(QString::fromStdString(row.manifest.name));
    if (m_draft.dataset.isEmpty() && m_dataset->count() > 0) {
        m_draft.dataset = m_dataset->itemText(0);
        m_draft.name = m_draft.dataset;
        lookAtDataset(m_draft.dataset);
    }
    // The data set was chosen before the workspace was read.
    else if (m_fields.schema().fields.empty() && m_dataset->findText(m_draft.dataset) >= 0)
        lookAtDataset(m_draft.dataset);
    m_dataset->setCurrentIndex(m_dataset->findText(m_draft.dataset));
    check();
}

void NewRunForm::lookAtDataset(const QString& name) {
    m_draft.dataset = name;
    if (!m_namedByHand)
        m_draft.name = name;
    m_draft.label.clear();
    m_labelStands = false;
    m_draft.positive.clear();
    forgetInputs();
    const auto* row = m_app.store.snapshot().dataset(name.toStdString());
    if (row != nullptr && !m_lengthByHand)
        m_draft.suggestLength(row->manifest);
    m_fields.look(name);
    suggestTask();
    showDraft();
    takeFields();
}

/// Chooses the task that follows from the user's roles, otherwise from the label that the sample suggests. A
/// boolean label such as "fault" suggests no task, because a model trained without it can detect such faults.
void NewRunForm::suggestTask() {
    if (m_taskByHand)
        return;
    const auto& statistics = m_fields.statistics();
    training::Task task = training::kUsualTask;
    std::string label;
    if (m_fields.roles()) {
        task = m_fields.roles()->task(statistics);
        label = m_fields.roles()->labelPath();
    } else {
        const auto* suggested = m_fields.rolesInForce();
        const auto likely =
            profiling::likelyLabel(statistics, suggested ? *suggested : profiling::FieldRoles());
        if (!likely || statistics[*likely].field.type == records::FieldType::Bool)
            return;
        task = profiling::taskFor(statistics[*likely]);
        label = statistics[*likely].field.path;
    }
    if (task != m_draft.task)
        changeTask(task);
    takeLabel(QString::fromStdString(label));
    m_labelStands = true;
}

void NewRunForm::showDraft() {
    m_filling = true;
    m_dataset->setCurrentIndex(m_dataset->findText(m_draft.dataset));
    m_name->setText(m_draft.name);
    choose(m_task, m_draft.task);
    m_positive->setEditText(m_draft.positive);
    choose(m_network, m_draft.network);
    m_hidden->setText(m_draft.hidden);
    choose(m_activation, m_draft.activation);
    choose(m_optimizer, m_draft.optimizer);
    choose(m_engine, m_draft.engine);
    choose(m_classWeights, m_draft.classWeights);
    m_inOnePass->setChecked(training::learnerOf(m_draft.learner).inOnePass);
    m_numbers[DraftField::LearningRate]->setText(m_draft.learningRate);
    m_numbers[DraftField::Batch]->setText(m_draft.batch);
    m_numbers[DraftField::Epochs]->setText(m_draft.epochs);
    m_numbers[DraftField::Patience]->setText(m_draft.patience);
    m_numbers[DraftField::Seed]->setText(m_draft.seed);
    m_numbers[DraftField::Quantile]->setText(m_draft.quantile);
    m_filling = false;
    check();
}

void NewRunForm::takeSample() {
    suggestTask();
    takeFields();
}

void NewRunForm::takeFields() {
    suggestLabel();
    const bool predicts = training::objectiveOf(m_draft.task).hasLabel();
    const std::string label = m_draft.label.toStdString();
    m_fields.setLabel(predicts && m_fields.schema().indexOf(label) ? label : std::string());
    m_filling = true;
    m_rows.setRows(rowsInUse());
    m_rows.setLabel(predicts ? label : std::string());
    m_filling = false;
    m_draft.inputs = m_rows.inputs();
    m_draft.inputsUnknown = m_given.inputs.empty() && m_byHand.empty() &&
                            ((m_fields.isReading() && !m_fields.isSuggesting()) || m_fields.isJudgingLabel());
    check();
}

/// The fields as they are used: as the user chose, otherwise as in the model to train again, otherwise as
/// suggested. A model says nothing of the use of its own label.
std::vector<FeatureRow> NewRunForm::rowsInUse() const {
    std::vector<FeatureRow> rows = m_fields.rows();
    const auto use = [](FeatureRow& row, const features::FeatureInput* input) {
        row.used = input != nullptr;
        if (input == nullptr)
            return;
        row.transform = input->transform;
        row.missingIndicator = input->missingIndicator;
        row.maxCategories = input->maxCategories;
    };
    for (FeatureRow& row : rows) {
        if (const auto mine = m_byHand.find(row.path); mine != m_byHand.end()) {
            use(row, mine->second ? &*mine->second : nullptr);
        } else if (!m_given.inputs.empty() && row.path != m_given.labelPath) {
            const auto given = std::ranges::find(m_given.inputs, row.path, &features::FeatureInput::path);
            use(row, given == m_given.inputs.end() ? nullptr : &*given);
        }
    }
    return rows;
}

void NewRunForm::takeInputs() {
    if (m_filling)
        return;
    for (const FeatureRow& row : m_rows.rows())
        if (row.byHand)
            m_byHand[row.path] = row.used ? std::optional(row.input()) : std::nullopt;
    m_draft.inputs = m_rows.inputs();
    m_draft.inputsUnknown = false;
    check();
}

void NewRunForm::forgetInputs() {
    m_given = {};
    m_byHand.clear();
}

void NewRunForm::suggestLabel() {
    const training::Objective& objective = training::objectiveOf(m_draft.task);
    const bool needed = objective.hasLabel();
    m_boxes[DraftField::Label]->setVisible(needed);
    m_boxes[DraftField::Positive]->setVisible(objective.learnsClasses());
    if (!needed)
        return;
    const QStringList suggestions =
        labelSuggestions(m_draft.task, m_fields.schema(), m_fields.statistics(), m_fields.rolesInForce());
    const bool isTyping = m_label->hasFocus() && m_label->lineEdit()->isModified();
    // A label guessed from names and types alone is guessed again once the sample shows which fields are keys
    // or empty.
    const bool stands = m_labelStands && m_fields.schema().indexOf(m_draft.label.toStdString());
    if (!isTyping && !stands)
        takeLabel(suggestions.value(0));
    offer(*m_label, suggestions, m_draft.label);
    suggestClasses();
}

void NewRunForm::takeLabel(const QString& label) {
    if (label != m_draft.label)
        m_draft.positive.clear(); // it is a class of the old label
    m_draft.label = label;
}

void NewRunForm::suggestClasses() {
    const training::Objective& objective = training::objectiveOf(m_draft.task);
    if (!objective.learnsClasses()) {
        m_boxes[DraftField::Label]->setHint(
            objective.learnsNumbers() ? numberWarningText(m_fields.statistics(), m_draft.label) : QString());
        return;
    }
    offerClasses();
    const auto validation = m_fields.validationLabel(m_draft.label);
    m_boxes[DraftField::Label]->setHint(
        validation ? labelWarningText(validation->check, validation->isSampled) : QString());
}

void NewRunForm::offerClasses() {
    m_classes = m_fields.classesOf(m_draft.label, m_draft.learner);
    // A run stores the class of a flag as 0 or 1; the form shows it as in the records.
    m_draft.positive =
        classText(m_fields.schema(), m_draft.label.toStdString(), m_draft.positive.toStdString());
    const QStringList& names = m_classes.names;
    offer(*m_positive, names.size() <= kMostClassesOffered ? names : QStringList(), m_draft.positive);
    m_positive->lineEdit()->setPlaceholderText(names.isEmpty()     ? tr("of two classes the rarer one")
                                               : names.size() == 2 ? tr("the rarer one")
                                                                   : tr("none: means over the classes"));
}

void NewRunForm::changeTask(training::Task task) {
    const RunDraft usual = RunDraft::forTask(task);
    const bool networkSuits =
        training::choiceOf(m_draft.network).reconstructs == training::objectiveOf(task).reconstructs;
    m_draft.task = task;
    if (!networkSuits) {
        m_draft.network = usual.network;
        m_draft.hidden = usual.hidden;
    }
    m_draft.label.clear();
    m_labelStands = false;
    m_draft.positive.clear();
    forgetInputs();
    showDraft();
    takeFields();
}

void NewRunForm::edit() {
    if (m_filling)
        return;
    m_namedByHand = m_namedByHand || m_name->text() != m_draft.name;
    m_draft.name = m_name->text();
    m_draft.hidden = m_hidden->text();
    m_draft.network = chosen<training::NetworkKind>(m_network);
    m_draft.activation = chosen<training::Activation>(m_activation);
    m_draft.optimizer = chosen<training::OptimizerKind>(m_optimizer);
    m_draft.engine = chosen<runs::EngineChoice>(m_engine);
    m_draft.classWeights = chosen<training::ClassWeights>(m_classWeights);
    m_draft.positive = m_positive->currentText();
    m_draft.learningRate = m_numbers[DraftField::LearningRate]->text();
    m_draft.batch = m_numbers[DraftField::Batch]->text();
    const auto learner =
        m_inOnePass->isChecked() ? training::LearnerKind::OnePass : training::LearnerKind::Batch;
    if (learner != m_draft.learner) {
        m_draft.setLearner(learner);
        const QSignalBlocker quiet(m_numbers[DraftField::Batch]);
        m_numbers[DraftField::Batch]->setText(m_draft.batch);
        offerClasses(); // in one pass it also learns the classes of the validation part
    }
    const QString epochs = m_numbers[DraftField::Epochs]->text();
    const QString patience = m_numbers[DraftField::Patience]->text();
    m_lengthByHand = m_lengthByHand || epochs != m_draft.epochs || patience != m_draft.patience;
    m_draft.epochs = epochs;
    m_draft.patience = patience;
    m_draft.seed = m_numbers[DraftField::Seed]->text();
    m_draft.quantile = m_numbers[DraftField::Quantile]->text();
    check();
}

void NewRunForm::check() {
    if (m_filling)
        return;
    m_checked = ui::check(m_draft, m_fields.schema(), m_classes);
    if (const QString why = m_fields.unreachable(m_draft.dataset); !why.isEmpty())
        m_checked.problems.append({DraftField::Dataset, why});
    for (auto box = m_boxes.begin(); box != m_boxes.end(); ++box)
        box.value()->setProblem(m_checked.problemOf(box.key()));
    const QString positive = m_draft.positive.trimmed();
    m_boxes[DraftField::Positive]->setHint(
        positive.isEmpty() || m_classes.names.isEmpty() || m_classes.names.contains(positive)
            ? QString()
            : tr("Not in the sample. The run fails if no training record has this class."));
    m_boxes[DraftField::Hidden]->setEnabled(!training::choiceOf(m_draft.network).usualHidden.empty());
    const training::Objective& objective = training::objectiveOf(m_draft.task);
    m_boxes[DraftField::ClassWeights]->setVisible(objective.learnsClasses());
    m_boxes[DraftField::Quantile]->setVisible(objective.prediction == training::PredictionKind::Score);
    for (const DraftField field : {DraftField::Epochs, DraftField::Patience})
        m_boxes[field]->setEnabled(training::learnerOf(m_draft.learner).hasEpochs);
    const QString features = m_checked.problemOf(DraftField::Features);
    const auto& unread = m_fields.rolesError();
    m_featureProblem->setText(features.isEmpty() && unread
                                  ? tr("The roles chosen for the data set's fields cannot be read, those "
                                       "used here are suggested. %1")
                                        .arg(errorText(*unread))
                                  : features);
    m_featureProblem->setVisible(!m_featureProblem->text().isEmpty());
    setFieldError(*m_features, !features.isEmpty());
    if (m_fields.isReading())
        m_featureNote->setText(tr("reading a sample of the records"));
    else if (m_fields.error())
        m_featureNote->setText(tr("no sample: %1").arg(QString::fromStdString(m_fields.error()->what)));
    else
        m_featureNote->setText(tr("%1 of %2 fields")
                                   .arg(formatCount(static_cast<qint64>(m_draft.inputs.size())),
                                        formatCount(m_rows.rowCount())));
    Q_EMIT edited();
}

bool NewRunForm::accept() {
    check();
    if (m_checked.problems.isEmpty())
        return true;
    const DraftField first = m_checked.problems.front().field;
    QWidget* wrong = m_features;
    if (const FormField* box = m_boxes.value(first))
        wrong = box->control();
    wrong->setFocus(Qt::TabFocusReason);
    return false;
}

void NewRunForm::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    // In the table Enter starts editing; in a field with a list it accepts the completion.
    const bool isTaken = m_features->hasFocus() || m_label->hasFocus() || m_positive->hasFocus();
    if (enter && !isTaken)
        Q_EMIT startRequested();
    else
        QWidget::keyPressEvent(event);
}

} // namespace driftwood::ui
