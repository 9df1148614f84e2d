#include "ui/itemmodels/models/monitor_item_model.h"

#include "ui/format/format.h"
#include "ui/widgets/lists/list_roles.h"

#include <QCoreApplication>
#include <algorithm>

namespace driftwood::ui {
namespace {

using State = MonitorEntry::State;

DotKind dotOf(const MonitorEntry& entry) {
    if (entry.state == State::Failed || entry.state == State::Away)
        return DotKind::Error;
    if (entry.refused > 0 || entry.openAlarms > 0)
        return DotKind::Ember;
    switch (entry.state) {
    case State::Running:
        return DotKind::Ok;
    case State::Waiting:
    case State::Stopping:
        return DotKind::Busy;
    default:
        return DotKind::Off;
    }
}

QString alarmsText(int alarms) {
    return alarms == 1 ? MonitorItemModel::tr("1 alarm") : MonitorItemModel::tr("%1 alarms").arg(alarms);
}

QString refusedText(qint64 refused) {
    return MonitorItemModel::tr("%1 not published")
        .arg(formatCount(refused) + (refused >= MonitorEntry::kMostRefusedKnown ? "+" : ""));
}

QString secondLine(const MonitorEntry& entry) {
    const QString now = entry.state == State::Running && entry.silent ? MonitorItemModel::tr("no records")
                        : entry.state == State::Running
                            ? formatRate(entry.recordsPerSec, MonitorItemModel::tr("records"))
                            : monitorStateText(entry);
    // Refused predictions come first, because the line may be cut.
    return QStringLiteral("%1 · %2").arg(entry.refused > 0 ? refusedText(entry.refused) : entry.source, now);
}

} // namespace

QString monitorStateText(const MonitorEntry& entry) {
    switch (entry.state) {
    case State::Running:
        return MonitorItemModel::tr("running");
    case State::Waiting:
        return MonitorItemModel::tr("waiting for connection");
    case State::Away:
        return MonitorItemModel::tr("no answer");
    case State::Stopping:
        return MonitorItemModel::tr("stopping");
    case State::Stopped:
        return MonitorItemModel::tr("stopped");
    case State::Interrupted:
        return MonitorItemModel::tr("interrupted");
    case State::Elsewhere:
        return MonitorItemModel::tr("runs in another program");
    case State::Failed:
        return entry.id != 0 ? MonitorItemModel::tr("stopped by an error")
                             : MonitorItemModel::tr("not attached");
    }
    return {};
}

bool isLive(State state) {
    return state == State::Running || state == State::Waiting || state == State::Away ||
           state == State::Stopping;
}

void MonitorItemModel::setEntries(const QList<MonitorEntry>& entries) {
    const bool sameRows = std::ranges::equal(m_entries, entries, {}, &MonitorEntry::id, &MonitorEntry::id);
    if (!sameRows) {
        beginResetModel();
        m_entries = entries;
        endResetModel();
        return;
    }
    for (int row = 0; row < entries.size(); ++row) {
        if (m_entries[row] == entries[row])
            continue;
        m_entries[row] = entries[row];
        Q_EMIT dataChanged(index(row), index(row));
    }
}

QModelIndex MonitorItemModel::indexOf(qint64 id) const {
    const auto place = std::ranges::find(m_entries, id, &MonitorEntry::id);
    return place == m_entries.end() ? QModelIndex() : index(static_cast<int>(place - m_entries.begin()));
}

int MonitorItemModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant MonitorItemModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const MonitorEntry& entry = m_entries[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return entry.model;
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole: {
        QString text = tr("%1 on %2, %3").arg(entry.model, entry.source, monitorStateText(entry));
        if (entry.refused > 0)
            text += QStringLiteral(", ") + refusedText(entry.refused);
        return entry.openAlarms > 0 ? tr("%1, %2 open").arg(text, alarmsText(entry.openAlarms)) : text;
    }
    case SecondLineRole:
        return secondLine(entry);
    case SecondLineErrorRole:
        return entry.state == State::Failed || entry.state == State::Away;
    case DotRole:
        return QVariant::fromValue(dotOf(entry));
    case TagRole:
        return entry.openAlarms > 0 ? alarmsText(entry.openAlarms) : QVariant();
    case TagKindRole:
        return QVariant::fromValue(TagKind::Ember);
    case IdRole:
        return entry.id;
    default:
        return {};
    }
}

} // namespace driftwood::ui
