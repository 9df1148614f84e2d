#include "ui/shell/command_palette.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/lists/list_roles.h"
#include "ui/widgets/lists/two_line_delegate.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStandardItemModel>
#include <QVBoxLayout>
#include <algorithm>

namespace driftwood::ui {
namespace {

constexpr int kPaletteWidth = 560;
constexpr int kHeight = 380;
constexpr int kTop = 72;
constexpr int kMostShown = 200;
constexpr int kCommandRole = Qt::UserRole;

} // namespace

int matchRank(const QString& typed, const QString& name) {
    const auto at = name.indexOf(typed, 0, Qt::CaseInsensitive);
    if (at == 0)
        return 0;
    if (at > 0)
        return name[at - 1].isLetterOrNumber() ? 2 : 1;
    int from = 0;
    int spread = 0;
    for (const QChar letter : typed) {
        const auto found = name.indexOf(letter, from, Qt::CaseInsensitive);
        if (found < 0)
            return -1;
        spread += static_cast<int>(found) - from;
        from = static_cast<int>(found) + 1;
    }
    return 3 + spread;
}

CommandPalette::CommandPalette(QList<Command> commands, QWidget* parent)
    : QDialog(parent, Qt::Popup | Qt::FramelessWindowHint)
    , m_commands(std::move(commands))
    , m_edit(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_model(new QStandardItemModel(this)) {
    setAccessibleName(tr("Go to anything by name"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::kGap8, metrics::kGap8, metrics::kGap8, metrics::kGap8);
    column->setSpacing(metrics::kGap8);
    m_edit->setPlaceholderText(tr("Topic, connection, data set, run, model, monitor or action"));
    m_edit->setAccessibleName(m_edit->placeholderText());
    column->addWidget(m_edit);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new TreeDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setAccessibleName(tr("Matches"));
    column->addWidget(m_list);
    m_edit->installEventFilter(this);
    connect(m_edit, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_list, &QListView::clicked, this, &CommandPalette::runCurrent);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(kPaletteWidth, kHeight);
    if (parent != nullptr)
        move(parent->mapToGlobal(QPoint((parent->width() - kPaletteWidth) / 2, kTop)));
    filter({});
    m_edit->setFocus();
}

void CommandPalette::filter(const QString& typed) {
    QList<QPair<int, int>> ranked;
    for (int i = 0; i < m_commands.size(); ++i)
        if (const int rank = matchRank(typed.trimmed(), m_commands[i].name); rank >= 0)
            ranked.append({rank, i});
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    if (ranked.size() > kMostShown)
        ranked.resize(kMostShown);
    m_model->clear();
    for (const auto& [rank, index] : std::as_const(ranked)) {
        const Command& command = m_commands[index];
        auto* item = new QStandardItem(command.name);
        item->setData(index, kCommandRole);
        item->setData(command.mono, MonoRole);
        item->setData(command.kind, TagRole);
        item->setData(QVariant::fromValue(TagKind::Neutral), TagKindRole);
        item->setEditable(false);
        m_model->appendRow(item);
    }
    if (ranked.isEmpty()) {
        auto* none = new QStandardItem(tr("Nothing found"));
        none->setFlags(Qt::NoItemFlags);
        m_model->appendRow(none);
        return;
    }
    m_list->setCurrentIndex(m_model->index(0, 0));
}

void CommandPalette::runCurrent() {
    const QModelIndex current = m_list->currentIndex();
    if (!current.isValid())
        return;
    const auto run = m_commands[current.data(kCommandRole).toInt()].run;
    close();
    run();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const int row = m_list->currentIndex().row();
    const auto go = [this](int to) {
        m_list->setCurrentIndex(m_model->index(std::clamp(to, 0, m_model->rowCount() - 1), 0));
    };
    switch (key->key()) {
    case Qt::Key_Down:
        go(row + 1);
        return true;
    case Qt::Key_Up:
        go(row - 1);
        return true;
    case Qt::Key_PageDown:
        go(row + 10);
        return true;
    case Qt::Key_PageUp:
        go(row - 10);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        runCurrent();
        return true;
    default:
        return QDialog::eventFilter(watched, event);
    }
}

void CommandPalette::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(color(Token::Line2));
    painter.setBrush(color(Token::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::kRadius,
                            metrics::kRadius);
}

} // namespace driftwood::ui
