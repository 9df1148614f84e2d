#include "ui/browse/ranges/dataset_dialog.h"

#include "base/quoted_names.h"
#include "base/safe_name.h"
#include "dataset/load_rows.h"
#include "decoder/stated_type.h"
#include "ui/format/format.h"
#include "ui/format/numbers.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/layout/flow_layout.h"
#include "ui/widgets/layout/scrolled_form.h"
#include "ui/widgets/messages/error_sentences.h"
#include "ui/widgets/text/text_label.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

namespace driftwood::ui {
namespace {

using namespace metrics;

constexpr int kValidationPercent = 20;
constexpr double kLongestGapSeconds = 7.0 * 24 * 3600;

QLabel* problemLine(QWidget* parent) {
    QLabel* line = textLabel({}, TextStyle::Small, Token::Error, parent);
    line->setWordWrap(true);
    return line;
}

} // namespace

DatasetDialog::DatasetDialog(const Offer& offer, QWidget* parent)
    : QDialog(parent)
    , m_offer(offer) {
    setWindowTitle(tr("Create data set"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(kGap16, kGap16, kGap16, kGap16);
    column->setSpacing(kGap12);
    column->addWidget(textLabel(tr("Create data set"), TextStyle::Title));
    column->addWidget(new ScrolledForm(makeFields(), this), 1);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(kGap8);
    buttons->addStretch();
    auto* cancel = pushButton(tr("Cancel"), ButtonKind::Default, this);
    m_create = pushButton(tr("Create data set"), ButtonKind::Primary, this);
    m_create->setDefault(true);
    buttons->addWidget(cancel);
    buttons->addWidget(m_create);
    column->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_create, &QPushButton::clicked, this, &QDialog::accept);
    setMinimumWidth(scaled(520));
    check();
    m_name->selectAll();
}

QWidget* DatasetDialog::makeFields() {
    auto* page = new QWidget(this);
    auto* form = new QFormLayout(page);
    form->setContentsMargins(0, 0, kGap4, 0);
    form->setHorizontalSpacing(kGap16);
    form->setVerticalSpacing(kGap8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);

    m_name = new QLineEdit(m_offer.name, page);
    m_name->setAccessibleName(tr("Name"));
    m_nameProblem = problemLine(page);
    form->addRow(tr("Name"), m_name);
    form->addRow(QString(), m_nameProblem);

    auto* ranges = new QWidget(page);
    auto* row = new FlowLayout(ranges);
    row->setContentsMargins({});
    row->setSpacing(kGap16);
    for (const session::ChosenRange& range : m_offer.ranges->ranges()) {
        if (range.excluded)
            continue;
        auto* box =
            new QCheckBox(tr("%1  %2 records").arg(range.name, formatEstimate(range.offsets.span())), ranges);
        box->setChecked(true);
        row->addWidget(box);
        connect(box, &QCheckBox::toggled, this, &DatasetDialog::takeChange);
        m_ranges.emplace_back(range.name, box);
    }
    form->addRow(tr("Ranges"), ranges);
    m_records = textLabel({}, TextStyle::Small, Token::Ink3, page);
    m_records->setWordWrap(true);
    form->addRow(QString(), m_records);

    m_filterText = new QLineEdit(page);
    m_filterText->setAccessibleName(tr("Keep rows where"));
    m_filterText->setPlaceholderText(tr("all rows; or: fault == false and pressure > 5"));
    setTextStyle(*m_filterText, TextStyle::BodyMono);
    m_filterProblem = problemLine(page);
    form->addRow(tr("Keep rows where"), m_filterText);
    form->addRow(QString(), m_filterProblem);

    m_types = new QLineEdit(page);
    m_types->setAccessibleName(tr("Field types"));
    m_types->setPlaceholderText(tr("as found; or: price=number, code=text"));
    m_types->setToolTip(tr("Types of fields, instead of those found in a sample: number, integer, text or "
                           "bool; time(s), time(ms), time(us), time(ns) or time(days) for numbers that count "
                           "time since 1970. Numbers are then also read from text."));
    m_types->setEnabled(m_offer.decoder.has_value());
    setTextStyle(*m_types, TextStyle::BodyMono);
    m_typesProblem = problemLine(page);
    form->addRow(tr("Field types"), m_types);
    form->addRow(QString(), m_typesProblem);

    m_validation = new QSpinBox(page);
    m_validation->setAccessibleName(tr("Validation"));
    m_validation->setRange(0, 90);
    m_validation->setValue(kValidationPercent);
    m_validation->setSuffix(tr(" % of the rows, the latest"));
    form->addRow(tr("Validation"), m_validation);
    m_gap = new QDoubleSpinBox(page);
    m_gap->setAccessibleName(tr("Gap before it"));
    m_gap->setRange(0, kLongestGapSeconds);
    m_gap->setLocale(numberLocale()); // written like all other numbers in the window
    m_gap->setDecimals(3);
    m_gap->setSuffix(tr(" s in neither part"));
    form->addRow(tr("Gap before it"), m_gap);
    m_partsProblem = problemLine(page);
    form->addRow(QString(), m_partsProblem);
    m_refusal = problemLine(page);
    form->addRow(m_refusal);

    for (QLineEdit* text : {m_name, m_filterText, m_types})
        connect(text, &QLineEdit::textChanged, this, &DatasetDialog::takeChange);
    connect(m_validation, &QSpinBox::valueChanged, this, &DatasetDialog::takeChange);
    connect(m_gap, &QDoubleSpinBox::valueChanged, this, &DatasetDialog::takeChange);
    return page;
}

std::vector<QString> DatasetDialog::chosen() const {
    std::vector<QString> names;
    for (const auto& [name, box] : m_ranges)
        if (box->isChecked())
            names.push_back(name);
    return names;
}

QString DatasetDialog::checkName() const {
    const QString name = m_name->text().trimmed();
    if (name.isEmpty())
        return tr("A data set needs a name.");
    if (const Status fine = driftwood::checkName("a data set", name.toStdString()); !fine)
        return whatHappenedAndToDo(fine.error());
    if (m_offer.taken.contains(name))
        return tr("A data set of this name already exists; data sets are never overwritten.");
    return {};
}

QString DatasetDialog::checkFilter() {
    auto parsed = dataset::Filter::parse(m_filterText->text().toStdString());
    if (!parsed)
        return whatHappenedAndToDo(parsed.error());
    if (m_decoder)
        if (const auto sound = parsed->check(m_decoder->schema); !sound)
            return whatHappenedAndToDo(sound.error());
    m_filter = std::move(*parsed);
    return {};
}

QString DatasetDialog::checkTypes() {
    m_decoder = m_offer.decoder ? std::optional(*m_offer.decoder) : std::nullopt;
    const std::string typed = m_types->text().trimmed().toStdString();
    if (!m_decoder || typed.empty())
        return {};
    const auto stated = decoder::stateTypes(*m_decoder, splitNames(typed));
    return stated ? QString() : whatHappenedAndToDo(stated.error());
}

void DatasetDialog::check() {
    const QString name = checkName();
    const QString types = checkTypes();
    const QString filter = checkFilter();
    // The button stays enabled after a refusal: the same request may succeed the next time, because the
    // broker may answer then. Only invalid input disables it.
    const QString refusal = m_refused ? whatHappenedAndToDo(*m_refused) : QString();
    const bool ofName = m_refused && m_refused->code == ErrorCode::AlreadyExists;
    const bool ofFilter = m_refused && m_refused->code == ErrorCode::NotFound && !m_filter.empty();
    const bool ofParts = m_refused && m_refused->code == ErrorCode::InvalidArgument && m_decoder;
    showProblem(m_nameProblem, m_name, name.isEmpty() && ofName ? refusal : name);
    showProblem(m_filterProblem, m_filterText, filter.isEmpty() && ofFilter ? refusal : filter);
    showProblem(m_typesProblem, m_types, types);
    showProblem(m_partsProblem, m_validation, ofParts ? refusal : QString());
    showProblem(m_refusal, nullptr, ofName || ofFilter || ofParts ? QString() : refusal);
    const auto names = chosen();
    m_records->setText(recordsText(names));
    m_create->setEnabled(name.isEmpty() && filter.isEmpty() && types.isEmpty() && !names.empty() &&
                         m_offer.ranges->effective(names).span() > 0);
}

void DatasetDialog::takeChange() {
    m_refused.reset();
    check();
}

void DatasetDialog::showProblem(QLabel* line, QWidget* field, const QString& problem) {
    line->setText(problem);
    line->setVisible(!problem.isEmpty());
    if (field != nullptr)
        setFieldError(*field, !problem.isEmpty());
}

/// States how many records there are, and how many of them lie in more than one range.
QString DatasetDialog::recordsText(const std::vector<QString>& names) const {
    if (names.empty())
        return tr("Choose at least one range.");
    const broker::TopicRanges all = m_offer.ranges->effective(names);
    std::int64_t shared = -all.span();
    for (const QString& name : names)
        shared += m_offer.ranges->effective({name}).span();
    const QString text = tr("%1 records of %2: by offset in each partition, partitions merged by time.")
                             .arg(formatEstimate(all.span()), QString::fromStdString(all.topic.value));
    if (shared <= 0)
        return text;
    return text + QLatin1Char(' ') +
           tr("The ranges overlap: the %1 records they share are read only once.")
               .arg(formatEstimate(shared));
}

DatasetDialog::Typed DatasetDialog::typed() const {
    Typed typed{m_name->text(), m_filterText->text(),  m_types->text(),
                QStringList(),  m_validation->value(), m_gap->value()};
    for (const auto& [name, box] : m_ranges)
        if (!box->isChecked())
            typed.left << name;
    return typed;
}

void DatasetDialog::setTyped(const Typed& typed) {
    m_name->setText(typed.name);
    m_filterText->setText(typed.filter);
    m_types->setText(typed.types);
    for (const auto& [name, box] : m_ranges)
        box->setChecked(!typed.left.contains(name));
    m_validation->setValue(typed.validation);
    m_gap->setValue(typed.gap);
}

void DatasetDialog::setRefusal(const Error& refusal) {
    m_refused = refusal;
    check();
    for (QWidget* field : std::initializer_list<QWidget*>{m_name, m_filterText, m_validation})
        if (hasFieldError(*field))
            field->setFocus(Qt::OtherFocusReason);
}

dataset::DatasetRequest DatasetDialog::request() const {
    dataset::DatasetRequest request;
    request.name = m_name->text().trimmed().toStdString();
    request.ranges = m_offer.ranges->effective(chosen());
    if (m_decoder) { // the schema was guessed from a sample, except for the types that the user stated
        request.decoder = *m_decoder;
        request.guessed = dataset::pathsOf(request.decoder.schema);
    }
    request.filter = m_filter;
    request.split.validationFraction = m_validation->value() / 100.0;
    request.split.gapMs = static_cast<std::int64_t>(m_gap->value() * 1000.0 + 0.5);
    return request;
}

} // namespace driftwood::ui
