#include "ui/browse/records/value_dialog.h"

#include "browsing/record_text.h"
#include "ui/browse/records/bytes_text.h"
#include "ui/format/format.h"
#include "ui/theme/appearance.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/controls/segmented_control.h"
#include "ui/widgets/layout/flow_layout.h"
#include "ui/widgets/messages/error_card.h"
#include "ui/widgets/text/text_label.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace driftwood::ui {
namespace {

using namespace metrics;

constexpr int kHexForm = 1;
constexpr std::size_t kHexPageBytes = 8U << 10U;
constexpr QSize kWantedSize(720, 560);

/// Pages end at the end of a line if possible.
std::size_t textPage(std::string_view rest) {
    const std::string_view page = beginningOf(rest, ValueDialog::kPageBytes);
    if (page.size() == rest.size())
        return page.size();
    const auto line = page.rfind('\n');
    return line == std::string_view::npos || line < page.size() / 2 ? page.size() : line + 1;
}

std::vector<std::size_t> startsOf(std::string_view text, std::size_t (*page)(std::string_view)) {
    std::vector<std::size_t> starts{0};
    for (std::size_t at = page(text); at < text.size(); at += page(text.substr(at)))
        starts.push_back(at);
    return starts;
}

} // namespace

ValueDialog::ValueDialog(const QString& title, QWidget* parent)
    : QDialog(parent)
    , m_form(new SegmentedControl(tr("How the value is shown"), {tr("Text"), tr("Hex")}, this))
    , m_text(new QPlainTextEdit(this))
    , m_said(textLabel({}, TextStyle::Body, Token::Ink2, this))
    , m_bytes(textLabel({}, TextStyle::Small, Token::Ink2, this))
    , m_page(new QSpinBox(this))
    , m_previous(pushButton(tr("Previous page"), ButtonKind::Default, this))
    , m_next(pushButton(tr("Next page"), ButtonKind::Default, this))
    , m_save(pushButton(tr("Save value as…"), ButtonKind::Default, this)) {
    setWindowTitle(title);
    setGround(*this, Token::Surface);
    build(title);
    connect(m_form, &SegmentedControl::currentIndexChanged, this, &ValueDialog::showForm);
    connect(m_page, &QSpinBox::valueChanged, this, &ValueDialog::showPage);
    connect(m_previous, &QPushButton::clicked, m_page, &QSpinBox::stepDown);
    connect(m_next, &QPushButton::clicked, m_page, &QSpinBox::stepUp);
    connect(m_save, &QPushButton::clicked, this, &ValueDialog::saveRequested);
    m_page->setKeyboardTracking(false); // go to a page only after its whole number is typed
    resize(scaled(kWantedSize.width()), scaled(kWantedSize.height()));
    showForm();
}

void ValueDialog::build(const QString& title) {
    m_text->setReadOnly(true);
    m_text->setAccessibleName(tr("Value of the record"));
    m_text->setWordWrapMode(QTextOption::WrapAnywhere);
    m_text->setFont(payloadFont());
    m_page->setAccessibleName(tr("Page"));
    m_said->setWordWrap(true);
    auto* close = pushButton(tr("Close"), ButtonKind::Default, this);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    auto* name = new ElidedLabel(title, this);
    name->setElideMode(Qt::ElideMiddle);
    setTextStyle(*name, TextStyle::Title);
    auto* foot = new QWidget(this);
    auto* row = new FlowLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kGap8);
    for (QWidget* part : std::initializer_list<QWidget*>{m_previous, m_page, m_next, m_save, close})
        row->addWidget(part);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(kGap16, kGap16, kGap16, kGap16);
    column->setSpacing(kGap8);
    column->addWidget(name);
    column->addWidget(m_form, 0, Qt::AlignLeft);
    column->addWidget(m_said);
    column->addWidget(m_text, 1);
    column->addWidget(m_bytes);
    column->addWidget(foot);
}

ValueDialog::Value ValueDialog::valueOf(std::optional<std::string> bytes) {
    Value value;
    value.isNull = !bytes;
    if (!bytes)
        return value;
    value.readable.bytes = browsing::readableText(*bytes);
    value.readable.starts = startsOf(value.readable.bytes, &textPage);
    value.raw.bytes = std::move(*bytes);
    value.raw.starts =
        startsOf(value.raw.bytes, [](std::string_view rest) { return std::min(rest.size(), kHexPageBytes); });
    return value;
}

void ValueDialog::read(tasks::Background& background, const Reading& reading) {
    using Made = Result<std::shared_ptr<const Value>>;
    m_reading = background.run<Made>(
        [reading](const std::stop_token& stop) -> Made {
            auto bytes = reading(stop);
            if (!bytes)
                return forward(bytes);
            return std::make_shared<const Value>(valueOf(std::move(*bytes)));
        },
        [this](Made value) { take(std::move(value)); });
    showForm();
}

void ValueDialog::take(Result<std::shared_ptr<const Value>> value) {
    if (value)
        m_value = std::move(*value);
    showForm();
    if (!value) {
        m_said->setText(errorText(value.error()));
        setInk(*m_said, Token::Error);
    } else if (m_value->isNull) {
        m_said->setText(tr("null: a tombstone"));
    }
    m_said->setVisible(!m_said->text().isEmpty());
}

bool ValueDialog::isHex() const { return m_form->currentIndex() == kHexForm; }

const ValueDialog::Text& ValueDialog::shown() const { return isHex() ? m_value->raw : m_value->readable; }

int ValueDialog::pages() const { return m_value ? static_cast<int>(shown().starts.size()) : 0; }

void ValueDialog::showForm() {
    m_said->setText(m_reading.pending() ? tr("Reading the value from the log") : QString());
    m_said->setVisible(m_reading.pending());
    m_text->setLineWrapMode(isHex() ? QPlainTextEdit::NoWrap : QPlainTextEdit::WidgetWidth);
    m_save->setEnabled(m_value && !m_value->isNull);
    {
        const QSignalBlocker quiet(m_page);
        m_page->setRange(1, std::max(1, pages()));
        m_page->setSuffix(tr(" of %1").arg(formatCount(std::max(1, pages()))));
        m_page->setValue(1);
    }
    showPage();
}

void ValueDialog::showPage() {
    const int page = m_page->value() - 1;
    m_previous->setEnabled(page > 0);
    m_next->setEnabled(page + 1 < pages());
    m_page->setEnabled(pages() > 1);
    if (page >= pages()) {
        m_text->clear();
        m_bytes->clear();
        return;
    }
    const Text& text = shown();
    const std::size_t begin = text.starts.empty() ? 0 : text.starts[static_cast<std::size_t>(page)];
    const std::size_t end =
        page + 1 < pages() ? text.starts[static_cast<std::size_t>(page) + 1] : text.bytes.size();
    const std::string_view part = std::string_view(text.bytes).substr(begin, end - begin);
    m_text->setPlainText(isHex() ? hexDump(part, begin) : visibleLines(qt(part)));
    const auto size = [](std::size_t bytes) { return formatCount(static_cast<qint64>(bytes)); };
    const std::size_t whole = m_value->raw.bytes.size();
    // JSON is laid out with line breaks and indentation, so its size differs from the record's. The text says
    // which size is which.
    const QString what = text.bytes.size() == whole
                             ? tr("%1 – %2 of the value's %3 bytes")
                             : tr("%1 – %2 of %3 bytes as laid out here; the value has %4 bytes");
    m_bytes->setText(text.bytes.size() == whole
                         ? what.arg(size(begin), size(end), size(whole))
                         : what.arg(size(begin), size(end), size(text.bytes.size()), size(whole)));
}

} // namespace driftwood::ui
