#include "ui/settings/settings_page.h"

#include "session/app_context.h"
#include "ui/format/format.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme_names.h"
#include "ui/widgets/controls/segmented_control.h"
#include "ui/widgets/layout/facts_section.h"
#include "ui/widgets/text/text_label.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QSlider>
#include <QVBoxLayout>

namespace driftwood::ui {
namespace {

constexpr int kWidth = 640;
constexpr int kSliderWidth = 200;
constexpr int kSmallestPercent = 90;
constexpr int kLargestPercent = 150;
constexpr int kPercentStep = 5;

} // namespace

SettingsPage::SettingsPage(const PageContext& context, QWidget* parent)
    : Page(parent)
    , m_context(context) {
    setAutoFillBackground(true);
    setGround(*this, Token::Surface);
    auto* content = new QWidget(this);
    content->setMaximumWidth(kWidth);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::kGap24);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(metrics::kGap36);
    form->setVerticalSpacing(metrics::kGap16);
    form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->addRow(tr("Theme"), themeChoice());
    form->addRow(tr("Text size"), textSize());
    form->addRow(tr("Times"), zoneChoice());
    form->addRow(tr("Language"), languageChoice());
    column->addWidget(textLabel(tr("Appearance"), TextStyle::Heading, Token::Ink, this));
    column->addLayout(form);
    auto* workspace = new FactsSection(tr("Workspace"), this);
    workspace->setFacts({{tr("Folder"), QString::fromStdString(context.app.store.folder().string())}});
    workspace->setNote(tr("Connections, data sets, runs, models and monitors are stored here. Records stay "
                          "in the log, passwords where the connection keeps them."));
    workspace->layout()->setContentsMargins({}); // aligned with the form above
    column->addWidget(workspace);
    column->addStretch();
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::kGap36, metrics::kGap36, metrics::kGap36, metrics::kGap36);
    row->addWidget(content, 1);
    row->addStretch(1);
}

QWidget* SettingsPage::themeChoice() {
    auto* choice = new SegmentedControl(tr("Theme"), {tr("System"), tr("Light"), tr("Dark")}, this);
    choice->setCurrentIndex(static_cast<int>(themeNamed(m_context.preferences.themeName())));
    connect(choice, &SegmentedControl::currentIndexChanged, this,
            [this](int index) { m_context.preferences.setThemeName(themeNames()[index]); });
    return choice;
}

QWidget* SettingsPage::textSize() {
    auto* field = new QWidget(this);
    auto* row = new QHBoxLayout(field);
    row->setContentsMargins(0, 0, 0, 0);
    auto* slider = new QSlider(Qt::Horizontal, field);
    slider->setRange(kSmallestPercent / kPercentStep, kLargestPercent / kPercentStep);
    slider->setFixedWidth(kSliderWidth);
    slider->setAccessibleName(tr("Text size"));
    auto* figure = textLabel({}, TextStyle::Value, Token::Ink, field);
    const auto show = [figure](int step) { figure->setText(formatPercent(step * kPercentStep / 100.0)); };
    slider->setValue(qRound(m_context.preferences.fontFactor() * 100.0 / kPercentStep));
    show(slider->value());
    connect(slider, &QSlider::valueChanged, this, [this, show](int step) {
        show(step);
        m_context.preferences.setFontFactor(step * kPercentStep / 100.0);
    });
    row->addWidget(slider);
    row->addWidget(figure);
    return field;
}

QWidget* SettingsPage::zoneChoice() {
    auto* choice = new SegmentedControl(tr("Times"), {tr("Local"), tr("UTC")}, this);
    choice->setCurrentIndex(m_context.preferences.timesAreUtc() ? 1 : 0);
    connect(choice, &SegmentedControl::currentIndexChanged, this,
            [this](int index) { m_context.preferences.setTimesAreUtc(index == 1); });
    return choice;
}

QWidget* SettingsPage::languageChoice() {
    auto* choice = new QComboBox(this);
    choice->setAccessibleName(tr("Language"));
    choice->addItem(tr("The system's"), QString());
    choice->addItem(QStringLiteral("English"), QStringLiteral("en"));
    choice->addItem(QStringLiteral("Deutsch"), QStringLiteral("de"));
    choice->setCurrentIndex(std::max(0, choice->findData(m_context.preferences.language())));
    connect(choice, &QComboBox::currentIndexChanged, this,
            [this, choice] { m_context.preferences.setLanguage(choice->currentData().toString()); });
    auto* field = new QWidget(this);
    auto* row = new QHBoxLayout(field);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::kGap12);
    row->addWidget(choice);
    row->addWidget(textLabel(tr("Takes effect at the next start"), TextStyle::Small, Token::Ink2, field));
    return field;
}

bool SettingsPage::open(const Link& link) { return link.to == Link::To::Page; }

QList<Crumb> SettingsPage::crumbs() const { return {{tr("Settings"), false, std::nullopt}}; }

} // namespace driftwood::ui
