#pragma once

#include <QAbstractListModel>
#include <QList>

namespace driftwood::ui {

/// How a monitor is, in a list.
struct MonitorEntry {
    enum class State { // no type behind it: lupdate of Qt 6.8 would take it for a class
        Running,
        Waiting, ///< for a broker that does not answer yet
        Away,    ///< the broker stopped answering
        Stopping,
        Stopped,
        Interrupted, ///< the program ended under it
        Elsewhere,   ///< runs in another window or terminal
        Failed,
    };
    qint64 id = 0; ///< of the workspace; 0: being attached
    State state = State::Stopped;
    QString model; ///< its name, or the one that a person gave the monitor
    QString source;
    double recordsPerSec = 0.0;
    int openAlarms = 0;  ///< that somebody should look at
    bool silent = false; ///< its topic has had no records for much longer than usual
    static constexpr qint64 kMostRefusedKnown = 10'000; ///< so many, or more
    qint64 refused = 0;                                 ///< predictions that its target did not take

    bool operator==(const MonitorEntry&) const = default;
};
[[nodiscard]] QString monitorStateText(const MonitorEntry& entry);
[[nodiscard]] bool isLive(MonitorEntry::State state);

/// Monitors for a TwoLineDelegate, in the order they are given.
class MonitorItemModel : public QAbstractListModel {
    Q_OBJECT

  public:
    enum Role { IdRole = Qt::UserRole };

    using QAbstractListModel::QAbstractListModel;

    void setEntries(const QList<MonitorEntry>& entries);
    [[nodiscard]] const QList<MonitorEntry>& entries() const { return m_entries; }
    [[nodiscard]] QModelIndex indexOf(qint64 id) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

  private:
    QList<MonitorEntry> m_entries;
};

} // namespace driftwood::ui
