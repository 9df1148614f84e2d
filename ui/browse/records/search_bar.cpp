#include "ui/browse/records/search_bar.h"

#include "decoder/field_survey.h"
#include "ui/format/format.h"
#include "ui/format/nearest_word.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/controls/filter_field.h"
#include "ui/widgets/controls/labelled_combo.h"
#include "ui/widgets/layout/bar.h"
#include "ui/widgets/text/rich_line.h"

#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <vector>

namespace driftwood::ui {
namespace {

constexpr std::array<int, 4> kLimits{500, 5000, 50000, 100000};

} // namespace

SearchBar::SearchBar(QWidget* parent)
    : QWidget(parent)
    , m_field(new FilterField(tr("Search: temperature > 78 and @key == \"machine-12\""),
                              QStringLiteral("search")))
    , m_valid(new RichLine(RichText(), TextStyle::Small, Token::Ok))
    , m_limit(new LabelledCombo(tr("first")))
    , m_search(barButton(tr("Search")))
    , m_problem(new RichLine(RichText(), TextStyle::Small, Token::Error)) {
    m_field->setAccessibleName(tr("Search expression"));
    m_field->setToolTip(tr(
        "Tests joined by and, or, not: a field, == != < <= > >=, a number, true, false, a text in quotes or "
        "a time (-2h, 2026-03-01T10:00Z); contains “text”, in (1, 2), is missing; tags[*] is any "
        "element of an array. Besides fields: @key, @timestamp, @partition, @offset."));
    setTextStyle(*m_field, TextStyle::Value);
    for (const int limit : kLimits)
        m_limit->addItem(formatCount(limit), limit);
    m_limit->setAccessibleName(tr("How many to find"));
    m_valid->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_valid->hide();
    m_problem->hide();

    auto* bar = new Bar;
    bar->addWidget(m_field, 1);
    bar->addWidget(m_valid);
    bar->addWidget(m_limit);
    bar->addWidget(m_search);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(bar);
    auto* problem = new QHBoxLayout;
    problem->setContentsMargins(metrics::kGap12, 0, metrics::kGap12, 0);
    problem->addWidget(m_problem);
    column->addLayout(problem);

    connect(m_field, &FilterField::textChanged, this, [this](const QString& text) {
        check();
        if (text.isEmpty())
            Q_EMIT cleared();
    });
    connect(m_field, &FilterField::returnPressed, this, &SearchBar::start);
    connect(m_search, &QPushButton::clicked, this, &SearchBar::start);
}

void SearchBar::setSchema(std::shared_ptr<const records::Schema> schema) {
    m_schema = std::move(schema);
    check();
}

void SearchBar::setRunning(bool running) {
    m_running = running;
    m_search->setText(running ? tr("Stop") : tr("Search"));
    m_search->setIcon(running ? icon(QStringLiteral("stop")) : QIcon());
    m_search->setToolTip(running ? tr("Keeps what was found (Esc)") : QString());
    m_search->setEnabled(running || m_filter);
}

void SearchBar::clear() {
    const QSignalBlocker quiet(m_field);
    m_field->clear();
    check();
}

std::size_t SearchBar::limit() const { return static_cast<std::size_t>(m_limit->currentData().toInt()); }

void SearchBar::focusField() {
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void SearchBar::check() {
    const std::string text = m_field->text().trimmed().toStdString();
    auto parsed = dataset::Filter::parse(text);
    Status status = parsed ? Status() : forward(parsed);
    if (status && m_schema)
        status = parsed->check(*m_schema);
    m_filter = status ? std::optional(std::move(*parsed)) : std::nullopt;
    m_valid->setVisible(status && !text.empty());
    m_valid->setRichText(tr("✓ valid"));
    m_problem->setVisible(!status);
    if (!status)
        m_problem->setRichText(withProposal(status.error()));
    setFieldError(*m_field, !status);
    setRunning(m_running);
}

QString SearchBar::withProposal(const Error& error) const {
    QString what = QString::fromStdString(error.what);
    if (!what.isEmpty())
        what[0] = what[0].toUpper();
    const auto parsed = dataset::Filter::parse(m_field->text().toStdString());
    if (!parsed || !m_schema)
        return what;
    for (const std::string& path : parsed->paths()) {
        if (decoder::isReservedPath(path) || m_schema->indexOf(path))
            continue;
        const QString column = QString::number(m_field->text().indexOf(QString::fromStdString(path)) + 1);
        std::vector<std::string> paths;
        for (const records::Field& field : m_schema->fields)
            paths.push_back(field.path);
        const auto proposal = nearestWord(path, paths);
        const QString where = tr("No field %1, column %2.").arg(QString::fromStdString(path), column);
        return proposal ? where + ' ' + tr("Did you mean %1?").arg(QString::fromStdString(*proposal)) : where;
    }
    return what;
}

void SearchBar::start() {
    if (m_running)
        return Q_EMIT stopRequested();
    check(); // a relative time such as -2h counts back from now
    if (m_filter)
        Q_EMIT searchRequested();
}

} // namespace driftwood::ui
