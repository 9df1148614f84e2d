#include "ui/shell/messages.h"

#include "base/version.h"
#include "ui/theme/metrics.h"
#include "ui/theme/type.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/lists/list_roles.h"
#include "ui/widgets/lists/two_line_delegate.h"
#include "ui/widgets/messages/error_card.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace driftwood::ui {
namespace {

constexpr QSize kListSize(640, 460);

MessageKind messageKind(Notice::Kind kind) {
    switch (kind) {
    case Notice::Kind::Done:
        return MessageKind::Ok;
    case Notice::Kind::Info:
        return MessageKind::Info;
    case Notice::Kind::Drift:
        return MessageKind::Ember;
    case Notice::Kind::Error:
        return MessageKind::Error;
    }
    return MessageKind::Info;
}

DotKind dotKind(Notice::Kind kind) {
    switch (kind) {
    case Notice::Kind::Done:
        return DotKind::Ok;
    case Notice::Kind::Info:
        return DotKind::Running;
    case Notice::Kind::Drift:
        return DotKind::Ember;
    case Notice::Kind::Error:
        return DotKind::Error;
    }
    return DotKind::Off;
}

} // namespace

QString detailsOf(const Messages::Entry& entry) {
    QString text = QStringLiteral("%1  %2").arg(entry.at.toString(Qt::ISODateWithMs), entry.notice.title);
    if (!entry.notice.text.isEmpty())
        text += '\n' + entry.notice.text;
    if (const auto& error = entry.notice.error) {
        text +=
            QStringLiteral("\n%1: %2")
                .arg(QString::fromUtf8(errorName(error->code).data()), QString::fromStdString(error->what));
        if (!error->where.empty())
            text += QStringLiteral("\nwhere: %1").arg(QString::fromStdString(error->where));
        if (!error->hint.empty())
            text += QStringLiteral("\nwhat to do: %1").arg(QString::fromStdString(error->hint));
    }
    return text + QStringLiteral("\ndriftwood %1").arg(QString::fromStdString(version()));
}

Messages::Messages(ToastArea& toasts, QObject* parent)
    : QObject(parent)
    , m_toasts(toasts) {
    connect(&toasts, &ToastArea::actionTriggered, this, [this](int id) {
        if (const auto it = m_links.constFind(id); it != m_links.constEnd())
            Q_EMIT linkActivated(*it);
    });
    connect(&toasts, &ToastArea::toastClosed, this, [this](int id) {
        m_links.remove(id);
        m_isOver.remove(id);
    });
}

void Messages::say(const Notice& notice, bool seen) {
    m_entries.prepend({QDateTime::currentDateTime(), notice});
    if (m_entries.size() > kKept)
        m_entries.removeLast();
    Q_EMIT countChanged(static_cast<int>(m_entries.size()));
    if (seen)
        return;
    QString text = notice.text;
    if (text.isEmpty() && notice.error)
        text = errorText(*notice.error);
    if (notice.kind == Notice::Kind::Drift && notice.link)
        closeToastsOf(*notice.link);
    const int id = m_toasts.showToast({messageKind(notice.kind), notice.title, text, notice.linkText});
    if (notice.link)
        m_links.insert(id, *notice.link);
    if (notice.isOver)
        m_isOver.insert(id, notice.isOver);
}

void Messages::closeOver() {
    QList<int> over;
    for (auto it = m_isOver.cbegin(); it != m_isOver.cend(); ++it)
        if (it.value()())
            over << it.key();
    for (const int id : std::as_const(over))
        m_toasts.closeToast(id);
}

/// A drift in several fields raises an alarm for each. Only the newest toast of a monitor stays, because more
/// would cover the page; the list contains all of them.
void Messages::closeToastsOf(const Link& link) {
    QList<int> earlier;
    for (auto it = m_links.cbegin(); it != m_links.cend(); ++it)
        if (it->to == link.to && it->id == link.id && it->name == link.name)
            earlier << it.key();
    for (const int id : std::as_const(earlier))
        m_toasts.closeToast(id);
}

void Messages::showList(QWidget* parent) {
    auto* dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Messages"));
    dialog->resize(kListSize);
    auto* model = new QStandardItemModel(dialog);
    for (const Entry& entry : std::as_const(m_entries)) {
        auto* item = new QStandardItem(entry.notice.title);
        item->setData(QVariant::fromValue(dotKind(entry.notice.kind)), DotRole);
        item->setData(entry.at.toString("HH:mm:ss"), FigureRole);
        item->setData(entry.notice.error ? QString::fromStdString(entry.notice.error->what)
                                         : entry.notice.text,
                      SecondLineRole);
        item->setEditable(false);
        model->appendRow(item);
    }
    auto* list = new QListView(dialog);
    list->setModel(model);
    list->setItemDelegate(new TwoLineDelegate(list));
    list->setAccessibleName(tr("Messages, newest first"));
    auto* details = new QPlainTextEdit(dialog);
    details->setReadOnly(true);
    details->setFont(font(TextStyle::Value));
    details->setAccessibleName(tr("Details"));
    auto* buttons = new QDialogButtonBox(dialog);
    auto* copy = pushButton(QStringLiteral("copy"), tr("Copy details"));
    auto* close = pushButton(tr("Close"));
    buttons->addButton(copy, QDialogButtonBox::ActionRole);
    buttons->addButton(close, QDialogButtonBox::RejectRole);
    connect(copy, &QPushButton::clicked, details,
            [details] { QGuiApplication::clipboard()->setText(details->toPlainText()); });
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    connect(list->selectionModel(), &QItemSelectionModel::currentChanged, details,
            [details, entries = m_entries](const QModelIndex& current) {
                details->setPlainText(current.isValid() ? detailsOf(entries[current.row()]) : QString());
            });
    auto* column = new QVBoxLayout(dialog);
    column->addWidget(list, 3);
    column->addWidget(details, 2);
    column->addWidget(buttons);
    list->setCurrentIndex(model->index(0, 0));
    dialog->open();
}

} // namespace driftwood::ui
