// The layout of the form for a new run; its behaviour is in new_run_form.cpp.

#include "training/objectives/objective.h"
#include "ui/page/task_words.h"
#include "ui/theme/metrics.h"
#include "ui/theme/scaled_size.h"
#include "ui/training/form_field.h"
#include "ui/training/new_run_form.h"
#include "ui/training/run_words.h"
#include "ui/widgets/lists/choice_delegate.h"
#include "ui/widgets/lists/histogram_delegate.h"
#include "ui/widgets/lists/name_column.h"
#include "ui/widgets/lists/value_delegate.h"
#include "ui/widgets/text/text_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QEvent>
#include <QFocusEvent>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMap>
#include <QTableView>
#include <QTimer>
#include <utility>

namespace driftwood::ui {
namespace {

constexpr int kChoicesWidth = 294;
constexpr int kDistributionColumn = 88;
constexpr int kTypeColumn = 64;
constexpr int kTransformColumn = 108;
constexpr int kMissingColumn = 108; // a box to tick, and a share such as 12.85 %
constexpr int kLeastColumn = 48;
constexpr int kRoomForDistributions = 460; ///< with less width the histograms are hidden
constexpr int kRoomForTypes = 400;         ///< with less, the types too (tool tips show them)

QWidget* heading(const QString& text) {
    QLabel* label = textLabel(text, TextStyle::Heading);
    label->setContentsMargins(0, metrics::kGap8, 0, 0);
    return label;
}

QComboBox* combo(const QList<std::pair<QString, int>>& items) {
    auto* box = new QComboBox;
    for (const auto& [text, data] : items)
        box->addItem(text, data);
    return box;
}

/// Sets up an editable list: it shows the entries that contain the typed text. Nothing is completed inline,
/// because that would be a different choice for a moment. The click that focuses it selects all text, as Tab
/// does, so that typing replaces it.
class SelectsAllOnClick : public QObject {
  public:
    explicit SelectsAllOnClick(QComboBox* box)
        : QObject(box)
        , m_edit(box->lineEdit()) {
        box->installEventFilter(this); // the box has the focus on behalf of its line edit
    }

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::FocusIn &&
            static_cast<QFocusEvent*>(event)->reason() == Qt::MouseFocusReason)
            QTimer::singleShot(0, m_edit, &QLineEdit::selectAll); // after the click has placed the cursor
        return QObject::eventFilter(watched, event);
    }

  private:
    QLineEdit* m_edit;
};

QComboBox* searchableCombo() {
    auto* box = new QComboBox;
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->completer()->setCompletionMode(QCompleter::PopupCompletion);
    box->completer()->setFilterMode(Qt::MatchContains);
    box->completer()->setCaseSensitivity(Qt::CaseInsensitive);
    new SelectsAllOnClick(box);
    return box;
}

} // namespace

void NewRunForm::build() {
    setGround(*this, Token::Surface);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto* scroll = new QScrollArea;
    m_choices = scroll;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(buildChoices());
    scroll->widget()->installEventFilter(this);
    setGround(*scroll->widget(), Token::Surface);
    row->addWidget(scroll);
    row->addWidget(verticalLine());
    row->addWidget(buildFeatures(), 1);
    fitChoices();
}

QWidget* NewRunForm::buildChoices() {
    using namespace training;
    auto* page = new QWidget;
    auto* grid = new QGridLayout(page);
    grid->setContentsMargins(metrics::kGap12, metrics::kGap12, metrics::kGap12, metrics::kGap16);
    grid->setHorizontalSpacing(metrics::kGap12);
    grid->setVerticalSpacing(metrics::kGap12);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    int line = 0;
    const auto wide = [&](QWidget* widget) { grid->addWidget(widget, line++, 0, 1, 2); };
    const auto half = [&](FormField* field, int column) {
        grid->addWidget(field, line, column, Qt::AlignTop);
        m_halves.append(field);
        line += column;
    };

    m_parent = textLabel({}, TextStyle::Small, Token::Ink2);
    m_parent->setWordWrap(true);
    wide(m_parent);
    wide(heading(tr("What to learn")));
    m_dataset = new QComboBox;
    m_boxes[DraftField::Dataset] = new FormField(tr("Data set"), m_dataset);
    wide(m_boxes[DraftField::Dataset]);
    m_name = new QLineEdit;
    m_boxes[DraftField::Name] = new FormField(tr("Name of the model"), m_name);
    wide(m_boxes[DraftField::Name]);
    QList<std::pair<QString, int>> tasks;
    for (const training::Objective* objective : training::objectives())
        tasks.append({taskTitle(objective->task), static_cast<int>(objective->task)});
    m_task = combo(tasks);
    wide(new FormField(tr("Task"), m_task));
    m_label = searchableCombo();
    m_boxes[DraftField::Label] = new FormField(tr("Label: the field to predict"), m_label);
    wide(m_boxes[DraftField::Label]);
    m_positive = searchableCombo();
    m_boxes[DraftField::Positive] =
        new FormField(tr("Positive class, for precision, recall and F1"), m_positive);
    wide(m_boxes[DraftField::Positive]);

    wide(heading(tr("Network")));
    QList<std::pair<QString, int>> networks;
    for (const training::NetworkChoice& choice : training::networkChoices())
        networks.append({networkTitle(choice.kind), static_cast<int>(choice.kind)});
    m_network = combo(networks);
    m_boxes[DraftField::Network] = new FormField(tr("Kind"), m_network);
    half(m_boxes[DraftField::Network], 0);
    m_activation = combo(
        {{tr("ReLU"), static_cast<int>(Activation::Relu)}, {tr("tanh"), static_cast<int>(Activation::Tanh)}});
    half(new FormField(tr("Activation"), m_activation), 1);
    m_hidden = new QLineEdit;
    setTextStyle(*m_hidden, TextStyle::Value);
    m_boxes[DraftField::Hidden] = new FormField(tr("Hidden layers"), m_hidden);
    wide(m_boxes[DraftField::Hidden]);

    wide(heading(tr("Optimiser")));
    m_optimizer = combo({{tr("Adam"), static_cast<int>(OptimizerKind::Adam)},
                         {tr("SGD"), static_cast<int>(OptimizerKind::Sgd)}});
    half(new FormField(tr("Optimiser"), m_optimizer), 0);
    addNumber(grid, line++, 1, DraftField::LearningRate, tr("Learning rate"));
    addNumber(grid, line, 0, DraftField::Batch, tr("Batch, rows"));
    addNumber(grid, line++, 1, DraftField::Seed, tr("Seed"));
    addNumber(grid, line, 0, DraftField::Epochs, tr("Epochs, at most"));
    addNumber(grid, line++, 1, DraftField::Patience, tr("Patience, epochs"));
    addNumber(grid, line, 0, DraftField::Quantile, tr("Threshold quantile"));
    m_classWeights = combo({{tr("None"), static_cast<int>(ClassWeights::None)},
                            {tr("Balanced"), static_cast<int>(ClassWeights::Balanced)}});
    m_classWeights->setToolTip(tr("Balanced: rare classes count as much as frequent ones"));
    m_boxes[DraftField::ClassWeights] = new FormField(tr("Class weights"), m_classWeights);
    half(m_boxes[DraftField::ClassWeights], 0); // in the quantile's place: a task has either
    m_engine = combo({{tr("Native"), static_cast<int>(runs::EngineChoice::Native)},
                      {tr("LibTorch"), static_cast<int>(runs::EngineChoice::LibTorch)}});
    half(new FormField(tr("Engine"), m_engine), 1);
    m_inOnePass = new QCheckBox(tr("One pass in log order: test, then learn"));
    m_inOnePass->setToolTip(tr("Each record is predicted once and then learned from; there are no epochs"));
    wide(m_inOnePass);
    grid->setRowStretch(line, 1);

    connect(m_dataset, &QComboBox::currentTextChanged, this, [this](const QString& name) {
        if (!m_filling)
            lookAtDataset(name);
    });
    connect(m_task, &QComboBox::currentIndexChanged, this, [this] {
        if (m_filling)
            return;
        m_taskByHand = true;
        changeTask(static_cast<Task>(m_task->currentData().toInt()));
    });
    connect(m_label, &QComboBox::currentTextChanged, this, [this](const QString& label) {
        if (m_filling)
            return;
        m_taskByHand = true;
        m_labelStands = true;
        takeLabel(label);
        if (!m_fields.schema().indexOf(label.toStdString())) // incomplete: nothing else changes yet
            return check();
        m_fields.setLabel(label.toStdString());
        m_filling = true; // the old label becomes a suggested input again, which is not a choice of the user
        m_rows.setLabel(label.toStdString());
        m_filling = false;
        m_draft.inputs = m_rows.inputs();
        suggestClasses();
        check();
    });
    connect(m_label->lineEdit(), &QLineEdit::returnPressed, this, [this] {
        const QString found = m_label->completer()->currentCompletion();
        if (!m_fields.schema().indexOf(m_label->currentText().toStdString()) && !found.isEmpty())
            m_label->setCurrentText(found);
    });
    connect(m_positive, &QComboBox::currentTextChanged, this, &NewRunForm::edit);
    for (QComboBox* box : {m_network, m_activation, m_optimizer, m_engine, m_classWeights})
        connect(box, &QComboBox::currentIndexChanged, this, &NewRunForm::edit);
    for (QLineEdit* text : {m_name, m_hidden})
        connect(text, &QLineEdit::textChanged, this, &NewRunForm::edit);
    connect(m_inOnePass, &QCheckBox::toggled, this, &NewRunForm::edit);
    return page;
}

void NewRunForm::addNumber(QGridLayout* grid, int row, int column, DraftField field, const QString& name) {
    auto* text = new QLineEdit;
    setTextStyle(*text, TextStyle::Value);
    m_numbers[field] = text;
    m_boxes[field] = new FormField(name, text);
    m_halves.append(m_boxes[field]);
    grid->addWidget(m_boxes[field], row, column, Qt::AlignTop);
    connect(text, &QLineEdit::textChanged, this, &NewRunForm::edit);
}

bool NewRunForm::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_choices->widget() && event->type() == QEvent::LayoutRequest)
        fitChoices();
    if (watched == m_choices->widget() &&
        (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize))
        QMetaObject::invokeMethod(this, &NewRunForm::alignHalves, Qt::QueuedConnection); // once laid out
    if (watched == m_features && event->type() == QEvent::Resize) {
        m_features->setColumnHidden(FeatureItemModel::Distribution,
                                    m_features->width() < scaled(kRoomForDistributions));
        m_features->setColumnHidden(FeatureItemModel::Type, m_features->width() < scaled(kRoomForTypes));
    }
    return QWidget::eventFilter(watched, event);
}

/// Makes the choices as wide as their longest text, plus the scroll bar.
void NewRunForm::fitChoices() {
    const int bar = style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, m_choices);
    m_choices->setFixedWidth(
        std::max(scaled(kChoicesWidth), m_choices->widget()->minimumSizeHint().width() + bar));
}

/// Aligns the boxes of a row if one of their names has two lines.
void NewRunForm::alignHalves() {
    QMap<int, int> tallest; // by the top of the row
    for (const FormField* field : std::as_const(m_halves))
        if (field->isVisible())
            tallest[field->y()] = std::max(tallest.value(field->y()), field->nameHeight());
    for (FormField* field : std::as_const(m_halves))
        if (field->isVisible())
            field->setLeastNameHeight(tallest.value(field->y()));
}

QWidget* NewRunForm::buildFeatures() {
    auto* side = new QWidget;
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, metrics::kGap12, 0, 0);
    column->setSpacing(metrics::kGap8);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(metrics::kGap16, 0, metrics::kGap16, 0);
    top->addWidget(heading(tr("Features")));
    m_featureNote = textLabel({}, TextStyle::Small, Token::Ink2);
    m_featureNote->setContentsMargins(0, metrics::kGap8, 0, 0);
    top->addWidget(m_featureNote);
    top->addStretch();
    column->addLayout(top);
    m_featureProblem = textLabel({}, TextStyle::Small, Token::Error);
    m_featureProblem->setObjectName(QStringLiteral("featureProblem"));
    m_featureProblem->setWordWrap(true);
    m_featureProblem->setContentsMargins(metrics::kGap16, 0, metrics::kGap16, 0);
    m_featureProblem->hide();
    column->addWidget(m_featureProblem);
    m_features = new QTableView;
    m_features->setAccessibleName(tr("Features"));
    m_features->setModel(&m_rows);
    m_features->setItemDelegate(new ValueDelegate(m_features));
    m_features->setItemDelegateForColumn(FeatureItemModel::TransformColumn, new ChoiceDelegate(m_features));
    m_features->setItemDelegateForColumn(FeatureItemModel::Distribution, new HistogramDelegate(m_features));
    m_features->setShowGrid(false);
    m_features->setWordWrap(false);
    m_features->setTextElideMode(Qt::ElideMiddle);
    m_features->setFrameShape(QFrame::NoFrame);
    m_features->setTabKeyNavigation(false);
    m_features->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::SelectedClicked |
                                QAbstractItemView::EditKeyPressed);
    m_features->verticalHeader()->hide();
    m_features->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setScaled(*m_features->verticalHeader(), Extent::Section, metrics::kHistogramRow);
    QHeaderView* header = m_features->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const auto widen = [header](int section, int width) { // at least as wide as its title
        header->resizeSection(section, std::max(scaled(width), header->sectionSizeHint(section)));
    };
    widen(FeatureItemModel::Type, kTypeColumn);
    widen(FeatureItemModel::TransformColumn, kTransformColumn);
    widen(FeatureItemModel::Missing, kMissingColumn);
    widen(FeatureItemModel::Distribution, kDistributionColumn);
    setScaled(*header, Extent::LeastSection, kLeastColumn);
    m_features->installEventFilter(this);
    keepNamesReadable(*m_features, FeatureItemModel::Field);
    column->addWidget(m_features, 1);
    return side;
}

} // namespace driftwood::ui
