#include "ui/browse/ranges/offsets_dialog.h"

#include "ui/browse/records/point_text.h"
#include "ui/format/format.h"
#include "ui/format/numbers.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/controls/segmented_control.h"
#include "ui/widgets/text/text_label.h"

#include <QDateTime>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace driftwood::ui {
namespace {

using namespace metrics;

constexpr int kByOffsets = 0;
constexpr auto kTimeFormatMs = "yyyy-MM-dd HH:mm:ss.zzz";

QLineEdit* field(const QString& name, const QString& text, QWidget* parent) {
    auto* edit = new QLineEdit(text, parent);
    setTextStyle(*edit, TextStyle::Value);
    edit->setAccessibleName(name);
    return edit;
}

std::optional<TimestampMs> parseTime(const QString& text, const QTimeZone& zone) {
    const auto choice = readPoint(text, zone);
    if (!choice || choice->point.kind != browsing::ReadPoint::Kind::Time)
        return std::nullopt;
    return choice->point.time;
}

} // namespace

std::optional<std::int64_t> parseOffset(QString text) {
    text = text.trimmed();
    text.remove(QLatin1Char(',')).remove(QLatin1Char(' ')).remove(QChar(0x00A0)).remove(QChar(0x202F));
    text.remove(numberLocale().groupSeparator());
    bool exact = false;
    const qint64 value = text.toLongLong(&exact);
    if (!exact || value < 0 || text.startsWith(QLatin1Char('+')) || text.startsWith(QLatin1Char('-')))
        return std::nullopt;
    return value;
}

OffsetsDialog::OffsetsDialog(Log log, const QString& name, const session::ChosenRange* range, QWidget* parent)
    : QDialog(parent)
    , m_log(std::move(log)) {
    setWindowTitle(tr("Range %1").arg(name));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(kGap16, kGap16, kGap16, kGap16);
    column->setSpacing(kGap12);
    column->addWidget(textLabel(tr("Range %1, exact values").arg(name), TextStyle::Title));
    m_by = new SegmentedControl(tr("Enter as"), {tr("Offsets"), tr("Times")}, this);
    column->addWidget(m_by, 0, Qt::AlignLeft);
    auto* stack = new QStackedWidget(this);
    stack->addWidget(makeOffsets(range));
    stack->addWidget(makeTimes(range));
    column->addWidget(stack, 1);
    m_problem = textLabel({}, TextStyle::Small, Token::Error, this);
    m_problem->setWordWrap(true);
    m_problem->setMinimumHeight(2 * lineHeight(TextStyle::Small));
    column->addWidget(m_problem);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(kGap8);
    buttons->addStretch();
    auto* cancel = pushButton(tr("Cancel"), ButtonKind::Default, this);
    m_use = pushButton(tr("Use range"), ButtonKind::Primary, this);
    m_use->setDefault(true);
    buttons->addWidget(cancel);
    buttons->addWidget(m_use);
    column->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_use, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_by, &SegmentedControl::currentIndexChanged, this, [this, stack](int index) {
        stack->setCurrentIndex(index);
        check();
    });
    check();
}

QWidget* OffsetsDialog::makeOffsets(const session::ChosenRange* range) {
    auto* inside = new QWidget(this);
    auto* grid = new QGridLayout(inside);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(kGap8);
    grid->setVerticalSpacing(kGap4);
    const QStringList heads{tr("Partition"), tr("Begin offset"), tr("End offset, exclusive"),
                            tr("In the log")};
    for (int i = 0; i < heads.size(); ++i)
        grid->addWidget(textLabel(heads[i], TextStyle::Header, Token::Ink2, inside), 0, i);
    for (const broker::Watermarks& marks : m_log.watermarks) {
        const int row = grid->rowCount();
        const QString partition = QStringLiteral("P%1").arg(marks.partition.value);
        QString begin;
        QString end;
        if (range != nullptr)
            if (const auto it = std::ranges::find(range->offsets.ranges, marks.partition,
                                                  &broker::OffsetRange::partition);
                it != range->offsets.ranges.end()) {
                begin = QString::number(it->begin.value);
                end = QString::number(it->end.value);
            }
        auto* first = field(tr("Begin offset of %1").arg(partition), begin, inside);
        auto* last = field(tr("End offset of %1").arg(partition), end, inside);
        grid->addWidget(textLabel(partition, TextStyle::Value, Token::Ink, inside), row, 0);
        grid->addWidget(first, row, 1);
        grid->addWidget(last, row, 2);
        grid->addWidget(
            textLabel(
                QStringLiteral("[%1, %2)").arg(formatCount(marks.low.value), formatCount(marks.high.value)),
                TextStyle::Value, Token::Ink3, inside),
            row, 3);
        for (QLineEdit* edit : {first, last})
            connect(edit, &QLineEdit::textChanged, this, &OffsetsDialog::check);
        m_fields.emplace_back(first, last);
    }
    grid->setRowStretch(grid->rowCount(), 1);
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(inside);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setMinimumSize(scaled(520), scaled(220));
    return scroll;
}

QWidget* OffsetsDialog::makeTimes(const session::ChosenRange* range) {
    auto* page = new QWidget(this);
    auto* grid = new QGridLayout(page);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(kGap8);
    const auto text = [&](TimestampMs time) {
        return range == nullptr || time.value <= 0 ? QString()
                                                   : QDateTime::fromMSecsSinceEpoch(time.value, m_log.zone)
                                                         .toString(QLatin1String(kTimeFormatMs));
    };
    m_from = field(tr("From"), range == nullptr ? QString() : text(range->from), page);
    m_to = field(tr("To"), range == nullptr ? QString() : text(range->to), page);
    for (QLineEdit* edit : {m_from, m_to}) {
        edit->setPlaceholderText(QStringLiteral("2026-11-19 20:00:00"));
        connect(edit, &QLineEdit::textChanged, this, &OffsetsDialog::check);
    }
    grid->addWidget(textLabel(tr("From"), TextStyle::Body, Token::Ink2, page), 0, 0);
    grid->addWidget(m_from, 0, 1);
    grid->addWidget(textLabel(tr("To"), TextStyle::Body, Token::Ink2, page), 1, 0);
    grid->addWidget(m_to, 1, 1);
    grid->addWidget(textLabel(tr("From each partition, the records from the first time up to the second, "
                                 "exclusive; the offsets are looked up once and then fixed."),
                              TextStyle::Small, Token::Ink3, page),
                    2, 0, 1, 2);
    grid->setRowStretch(3, 1);
    return page;
}

void OffsetsDialog::check() {
    m_offsets.reset();
    m_times.reset();
    const QString problem = m_by->currentIndex() == kByOffsets ? checkOffsets() : checkTimes();
    m_problem->setText(problem);
    m_use->setEnabled(m_offsets || m_times);
    m_use->setToolTip(m_use->isEnabled() ? QString() : problem);
}

QString OffsetsDialog::checkOffsets() {
    QString problem;
    broker::TopicRanges ranges{m_log.topic, {}};
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        const broker::Watermarks& marks = m_log.watermarks[i];
        const QString partition = QStringLiteral("P%1").arg(marks.partition.value);
        const auto [first, last] = m_fields[i];
        setFieldError(*first, false);
        setFieldError(*last, false);
        if (first->text().trimmed().isEmpty() && last->text().trimmed().isEmpty())
            continue;
        const auto begin = parseOffset(first->text());
        const auto end = parseOffset(last->text());
        QString wrong;
        if (!begin || !end)
            wrong = tr("%1: an offset is a whole number from 0 to 9,223,372,036,854,775,807.").arg(partition);
        else if (*end < *begin)
            wrong = tr("%1: the end lies before the begin.").arg(partition);
        else if (*begin < marks.low.value)
            wrong = tr("%1: offset %2 has expired; the log begins at %3.")
                        .arg(partition, formatCount(*begin), formatCount(marks.low.value));
        else if (*end > marks.high.value)
            wrong = tr("%1: offset %2 is not written yet; the log ends at %3.")
                        .arg(partition, formatCount(*end), formatCount(marks.high.value));
        if (wrong.isEmpty()) {
            if (*end > *begin)
                ranges.ranges.push_back({marks.partition, Offset(*begin), Offset(*end)});
            continue;
        }
        const bool beginIsWrong = !begin || (end && *end >= *begin && *begin < marks.low.value);
        setFieldError(beginIsWrong ? *first : *last, true);
        problem = problem.isEmpty() ? wrong : problem;
    }
    if (!problem.isEmpty())
        return problem;
    if (ranges.ranges.empty())
        return tr("No partition has a begin and an end yet.");
    m_offsets = std::move(ranges);
    return {};
}

QString OffsetsDialog::checkTimes() {
    const auto from = parseTime(m_from->text(), m_log.zone);
    const auto to = parseTime(m_to->text(), m_log.zone);
    setFieldError(*m_from, !from && !m_from->text().isEmpty());
    setFieldError(*m_to, !m_to->text().isEmpty() && (!to || (from && *to <= *from)));
    if (!from || !to)
        return tr("Write a time as 2026-11-19 20:00:00, with milliseconds if needed.");
    if (*to <= *from)
        return tr("The second time is not after the first.");
    m_times = Times{*from, *to};
    return {};
}

} // namespace driftwood::ui
