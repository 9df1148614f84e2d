#include "ui/monitor/attach_dialog.h"

#include "ui/format/numbers.h"
#include "ui/page/cluster_label.h"
#include "ui/page/model_versions.h"
#include "ui/theme/appearance.h"
#include "ui/theme/elide.h"
#include "ui/theme/metrics.h"
#include "ui/theme/type.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/layout/bar.h"
#include "ui/widgets/text/rich_line.h"
#include "ui/widgets/text/tag.h"
#include "ui/widgets/text/text_label.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QRadioButton>
#include <QRegularExpression>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>

namespace driftwood::ui {
namespace {

constexpr int kWidth = 520;
constexpr int kWrittenLines = 5;
constexpr int kProblemLines = 3;
constexpr qsizetype kLongestNameSaid = 40; ///< the field shows the whole name
constexpr int kLongestTopic = 249;
const QString kClustersOwn = QStringLiteral("__"); ///< prefix of the cluster's internal topics
constexpr int kLeastWindow = 50;
constexpr int kLargestWindow = 1'000'000;
constexpr int kMinimumOfWindow = 5; ///< a field needs a fifth of the window's records for a verdict

bool isTopicName(const QString& name) {
    static const QRegularExpression kLegal(QStringLiteral("^[A-Za-z0-9._-]+$"));
    return name.size() <= kLongestTopic && kLegal.match(name).hasMatch() && name != QLatin1String(".") &&
           name != QLatin1String("..");
}

/// Makes a part of a topic name from a model's name, which may contain anything.
QString topicPart(QString name) {
    static const QRegularExpression kOther(QStringLiteral("[^A-Za-z0-9._-]+"));
    return name.replace(kOther, QStringLiteral("-"));
}

QWidget* inRow(std::initializer_list<QWidget*> widgets) {
    auto* field = new QWidget;
    auto* row = new QHBoxLayout(field);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::kGap8);
    for (QWidget* widget : widgets)
        row->addWidget(widget);
    row->addStretch();
    return field;
}

} // namespace

AttachDialog::AttachDialog(session::AppContext& app, const QString& modelId, QWidget* parent)
    : QDialog(parent)
    , m_app(app)
    , m_model(new QComboBox)
    , m_source(new QComboBox)
    , m_publish(new QRadioButton(tr("Publish to")))
    , m_doNotPublish(new QRadioButton(tr("Do not publish: score and watch only")))
    , m_target(new QLineEdit)
    , m_deadLetter(new QLineEdit)
    , m_group(new QLineEdit)
    , m_start(new QComboBox)
    , m_window(new QSpinBox)
    , m_psi(new QDoubleSpinBox)
    , m_raiseAfter(new QSpinBox)
    , m_written(new RichLine({}, TextStyle::Body, Token::Ink2))
    , m_problem(textLabel({}, TextStyle::Small, Token::Error))
    , m_attach(pushButton(QStringLiteral("plug"), tr("Attach"), ButtonKind::Primary)) {
    setWindowTitle(tr("Attach a model"));
    setGround(*this, Token::Surface);
    m_written->setWrap(true);
    m_written->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_problem->setWordWrap(true);
    m_problem->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    // Reserve room for the usual number of lines, so that no field moves during typing.
    m_written->setMinimumHeight(kWrittenLines * lineHeight(TextStyle::Body));
    m_problem->setMinimumHeight(kProblemLines * lineHeight(TextStyle::Small));
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(metrics::kGap16);
    form->setVerticalSpacing(metrics::kGap8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    addForm(*form);
    addDriftRows(*form);
    auto* column = new QVBoxLayout;
    column->setContentsMargins(metrics::kGap16, metrics::kGap16, metrics::kGap16, metrics::kGap12);
    column->setSpacing(metrics::kGap12);
    column->addWidget(textLabel(tr("Attach a model"), TextStyle::Title));
    column->addWidget(clusterLine());
    column->addLayout(form);
    column->addWidget(m_written);
    if (clusterLabel(m_app.connection.profile()).production) {
        m_typed = new QLineEdit;
        m_typed->setAccessibleName(tr("Name of the target topic, typed to confirm"));
        setTextStyle(*m_typed, TextStyle::Value);
        connect(m_typed, &QLineEdit::textChanged, this, &AttachDialog::check);
        column->addWidget(
            textLabel(tr("This cluster is marked production. Type the name of the target topic to go on."),
                      TextStyle::Small, Token::Ink2));
        column->addWidget(m_typed);
    }
    column->addWidget(m_problem);
    column->addStretch(1);
    auto* cancel = pushButton(tr("Cancel"));
    auto* foot = new Bar(metrics::kHeaderHeight, Token::Window);
    foot->setLine(Bar::Line::Above);
    foot->addStretch();
    foot->addWidget(cancel);
    foot->addWidget(m_attach);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addLayout(column, 1);
    outer->addWidget(foot);
    setFixedWidth(scaled(kWidth));
    m_attach->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_attach, &QPushButton::clicked, this, &QDialog::accept);

    fillModels(modelId);
    fillTopics();
    proposeNames();
    connect(m_model, &QComboBox::currentIndexChanged, this, [this] {
        fillTopics();
        proposeNames();
    });
    for (QComboBox* combo : {m_source, m_start})
        connect(combo, &QComboBox::currentIndexChanged, this, &AttachDialog::check);
    for (QLineEdit* edit : {m_target, m_deadLetter, m_group})
        connect(edit, &QLineEdit::textChanged, this, &AttachDialog::check);
    connect(m_publish, &QRadioButton::toggled, this, [this] {
        fillStarts();
        check();
    });
    check();
    m_attach->setFocus();
}

QWidget* AttachDialog::clusterLine() {
    const auto& profile = m_app.connection.profile();
    const ClusterLabel label = clusterLabel(profile);
    auto* tag = new Tag;
    tag->setCluster(label.text, label.colour);
    tag->setVisible(!label.text.isEmpty());
    return inRow({textLabel(QString::fromStdString(profile.name), TextStyle::Strong), tag});
}

QWidget* AttachDialog::targetChoice() {
    auto* field = new QWidget;
    auto* column = new QVBoxLayout(field);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::kGap4);
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::kGap8);
    row->addWidget(m_publish);
    row->addWidget(m_target, 1);
    column->addLayout(row);
    column->addWidget(m_doNotPublish);
    m_publish->setChecked(true);
    m_target->setAccessibleName(tr("Topic for predictions"));
    setTextStyle(*m_target, TextStyle::Value);
    return field;
}

void AttachDialog::addForm(QFormLayout& form) {
    m_model->setAccessibleName(tr("Model"));
    m_source->setAccessibleName(tr("Topic to score"));
    setTextStyle(*m_source, TextStyle::Value);
    m_deadLetter->setAccessibleName(tr("Topic for dead letters"));
    m_deadLetter->setPlaceholderText(tr("none"));
    m_deadLetter->setToolTip(
        tr("Receives the predictions that the topic above refuses; none: they are only counted"));
    setTextStyle(*m_deadLetter, TextStyle::Value);
    m_group->setAccessibleName(tr("Consumer group"));
    setTextStyle(*m_group, TextStyle::Value);
    m_start->setAccessibleName(tr("Start"));
    form.addRow(tr("Model"), m_model);
    form.addRow(tr("Reads"), m_source);
    form.addRow(tr("Predictions"), targetChoice());
    fillStarts(); // depends on the choice that targetChoice() made
    form.addRow(tr("Dead letters"), m_deadLetter);
    form.addRow(tr("Group"), m_group);
    form.addRow(tr("Start"), m_start);
}

/// Fills the starting points. Without a group there are no committed offsets to continue from. Keeps the
/// choice.
void AttachDialog::fillStarts() {
    const QVariant chosen = m_start->currentData();
    m_start->clear();
    if (publishes())
        m_start->addItem(tr("Where the group left off, else at the end"),
                         static_cast<int>(scoring::StartAt::Committed));
    m_start->addItem(tr("At the end: new records only"), static_cast<int>(scoring::StartAt::Latest));
    m_start->addItem(tr("At the beginning of the log"), static_cast<int>(scoring::StartAt::Earliest));
    m_start->setCurrentIndex(std::max(0, m_start->findData(chosen)));
}

void AttachDialog::addDriftRows(QFormLayout& form) {
    const drift::DriftConfig standard;
    for (QWidget* number : std::initializer_list<QWidget*>{m_window, m_psi})
        number->setLocale(numberLocale()); // written like all other numbers in the window
    m_window->setRange(kLeastWindow, kLargestWindow);
    m_window->setValue(static_cast<int>(standard.windowRecords));
    m_window->setSingleStep(100);
    m_window->setGroupSeparatorShown(true);
    m_window->setAccessibleName(tr("Records of a drift window"));
    m_psi->setRange(0.01, 10.0);
    m_psi->setSingleStep(0.05);
    m_psi->setValue(standard.psiThreshold);
    m_psi->setAccessibleName(tr("PSI limit"));
    m_raiseAfter->setRange(1, 100);
    m_raiseAfter->setValue(standard.raiseAfter);
    m_raiseAfter->setAccessibleName(tr("Windows in a row before an alarm"));
    form.addRow(tr("Drift window"),
                inRow({m_window, textLabel(tr("records"), TextStyle::Small, Token::Ink3)}));
    form.addRow(tr("Alarm"), inRow({textLabel(tr("PSI above"), TextStyle::Small, Token::Ink2), m_psi,
                                    textLabel(tr("in"), TextStyle::Small, Token::Ink2), m_raiseAfter,
                                    textLabel(tr("windows in a row"), TextStyle::Small, Token::Ink2)}));
}

void AttachDialog::fillModels(const QString& modelId) {
    for (const workspace::ModelRow& row : m_app.store.snapshot().models)
        m_model->addItem(QStringLiteral("%1 · %2").arg(versionedName(m_app.store.snapshot(), row.id),
                                                       QString::fromStdString(row.id.substr(0, 8))),
                         QString::fromStdString(row.id));
    m_model->setCurrentIndex(std::max(0, m_model->findData(modelId)));
}

/// Lists the topic that the model was trained on first.
void AttachDialog::fillTopics() {
    const workspace::ModelRow* row = model();
    const auto* dataset = row != nullptr ? m_app.store.snapshot().dataset(row->datasetName) : nullptr;
    const QString trainedOn =
        dataset != nullptr ? QString::fromStdString(dataset->manifest.topic.value) : QString();
    m_source->clear();
    for (const session::TopicFacts& topic : m_app.connection.topics())
        if (!topic.info.internal)
            m_source->addItem(QString::fromStdString(topic.info.name.value));
    if (const int index = m_source->findText(trainedOn); index >= 0)
        m_source->setCurrentIndex(index);
}

void AttachDialog::proposeBeside(const TopicName& source, const drift::DriftConfig& config) {
    if (const int index = m_source->findText(QString::fromStdString(source.value)); index >= 0)
        m_source->setCurrentIndex(index);
    m_window->setValue(static_cast<int>(config.windowRecords));
    m_psi->setValue(config.psiThreshold);
    m_raiseAfter->setValue(config.raiseAfter);
}

/// Proposes an unused group and target topic. With those of another model's monitor, records would be scored
/// into one topic twice.
void AttachDialog::proposeNames() {
    const workspace::ModelRow* row = model();
    QString name = row != nullptr ? topicPart(QString::fromStdString(row->name)) : QString();
    const QString usual = name;
    const auto taken = [&](const QString& part) {
        const std::string group = (QStringLiteral("driftwood-") + part).toStdString();
        const std::string target = (QStringLiteral("pred.") + part).toStdString();
        return row != nullptr &&
               std::ranges::any_of(m_app.store.snapshot().monitors, [&](const auto& monitor) {
                   return monitor.modelId != row->id &&
                          (monitor.group == group || monitor.targetTopic == target);
               });
    };
    if (taken(name) && row != nullptr)
        name = topicPart(versionedName(m_app.store.snapshot(), row->id));
    if (taken(name) && row != nullptr)
        name = usual + '-' + QString::fromStdString(row->id.substr(0, 8));
    m_target->setText(QStringLiteral("pred.") + name);
    m_group->setText(QStringLiteral("driftwood-") + name);
    check();
}

/// Names the monitor that uses the typed group or target.
QString AttachDialog::whoHasIt() const {
    const std::string group = m_group->text().trimmed().toStdString();
    const std::string target = m_target->text().toStdString();
    for (const workspace::MonitorRow& other : m_app.store.snapshot().monitors) {
        if (!other.running || other.profileName != m_app.connection.profile().name)
            continue;
        const QString name = versionedName(m_app.store.snapshot(), other.modelId);
        if (other.group == group && other.sourceTopic == m_source->currentText().toStdString())
            return tr("“%1” scores this topic under this group now: every record would be scored twice. Name "
                      "another group, stop it first, or promote this model in its place.")
                .arg(name);
        if (other.targetTopic == target)
            return tr("“%1” publishes into this topic now: name another one.").arg(name);
    }
    return {};
}

const workspace::ModelRow* AttachDialog::model() const {
    return m_app.store.snapshot().model(m_model->currentData().toString().toStdString());
}

bool AttachDialog::publishes() const { return m_publish->isChecked(); }

QString AttachDialog::problem() const {
    if (model() == nullptr)
        return tr("There is no model yet. Train one first.");
    if (m_source->currentText().isEmpty())
        return tr("There is no topic to read. Connect to the cluster the records are on.");
    if (!publishes())
        return {};
    if (!isTopicName(m_target->text()))
        return tr("The target's name may hold letters, digits, “.”, “_” and “-”, at most 249 of them.");
    if (m_target->text() == m_source->currentText())
        return tr("Predictions would go into the topic they are made from. Choose another name.");
    if (m_target->text().startsWith(kClustersOwn) || m_deadLetter->text().startsWith(kClustersOwn))
        return tr("Predictions cannot go into an internal topic of the cluster. Choose another name.");
    if (isDeadLetterWrong())
        return isTopicName(m_deadLetter->text())
                   ? tr("Dead letters would be mixed with the records of another topic of this monitor. "
                        "Choose another topic for them.")
                   : tr("The name for dead letters may hold letters, digits, “.”, “_” and “-”, at most 249 "
                        "of "
                        "them.");
    if (m_group->text().trimmed().isEmpty())
        return tr("Name a group: its committed offsets record how far the predictions have got.");
    return whoHasIt();
}

bool AttachDialog::isDeadLetterWrong() const {
    const QString name = m_deadLetter->text();
    return !name.isEmpty() && (!isTopicName(name) || name.startsWith(kClustersOwn) ||
                               name == m_source->currentText() || name == m_target->text());
}

void AttachDialog::check() {
    m_target->setEnabled(publishes());
    m_deadLetter->setEnabled(publishes());
    m_group->setEnabled(publishes());
    m_group->setToolTip(publishes() ? QString() : tr("Nothing is committed when nothing is published"));
    const QString wrong = problem();
    m_problem->setText(wrong);
    setFieldError(*m_target,
                  publishes() && !wrong.isEmpty() &&
                      (!isTopicName(m_target->text()) || m_target->text().startsWith(kClustersOwn) ||
                       m_target->text() == m_source->currentText()));
    setFieldError(*m_deadLetter, publishes() && isDeadLetterWrong());
    setFieldError(*m_group, publishes() && m_group->text().trimmed().isEmpty());
    sayWhatIsWritten();
    const bool typed = m_typed == nullptr || !publishes() || m_typed->text() == m_target->text();
    m_attach->setEnabled(wrong.isEmpty() && typed);
}

void AttachDialog::sayWhatIsWritten() {
    if (!publishes()) {
        m_written->setRichText(tr("Nothing is written to the cluster: no predictions, no offsets. After a "
                                  "stop it resumes at the end of the topic."));
        return;
    }
    const auto* there = m_app.connection.topic(TopicName(m_target->text().toStdString()));
    const QString sentence =
        there != nullptr
            ? tr("Writes one prediction per record to %1 and commits offsets under the group %2.")
            : tr("Creates the topic %1, writes one prediction per record to it and commits offsets under the "
                 "group %2.");
    const auto said = [](const QLineEdit& name) {
        return mono(cutText(name.text(), kLongestNameSaid, Qt::ElideMiddle));
    };
    RichText written(sentence, {said(*m_target), said(*m_group)});
    if (!m_deadLetter->text().isEmpty())
        written.add(
            RichText(QLatin1Char(' ') + tr("Predictions that it refuses go to %1."), {said(*m_deadLetter)}));
    written.add(QLatin1Char(' ') + tr("Nothing else is written."));
    m_written->setRichText(written);
}

monitoring::AttachRequest AttachDialog::request() const {
    monitoring::AttachRequest request;
    request.modelId = m_model->currentData().toString().toStdString();
    request.attachment.source = TopicName(m_source->currentText().toStdString());
    request.attachment.startAt = static_cast<scoring::StartAt>(m_start->currentData().toInt());
    if (publishes()) {
        request.attachment.target = TopicName(m_target->text().toStdString());
        request.attachment.deadLetter = TopicName(m_deadLetter->text().toStdString());
        request.attachment.group = m_group->text().trimmed().toStdString();
    }
    request.drift.windowRecords = m_window->value();
    request.drift.minimumRecords = std::min(request.drift.minimumRecords,
                                            std::max<std::int64_t>(1, m_window->value() / kMinimumOfWindow));
    request.drift.psiThreshold = m_psi->value();
    request.drift.raiseAfter = m_raiseAfter->value();
    return request;
}

} // namespace driftwood::ui
