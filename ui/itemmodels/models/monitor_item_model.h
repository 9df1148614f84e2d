#pragma once

#include <QAbstractListModel>
#include <QList>

namespace driftwood::ui {

/// A monitor's state, for a list.
struct MonitorEntry {
    enum class State { // no underlying type, because lupdate of Qt 6.8 would take it for a class
        Running,
        Waiting, ///< the broker has not answered yet
        Away,    ///< the broker has stopped answering
        Stopping,
        Stopped,
        Interrupted, ///< the program ended while it was running
        Elsewhere,   ///< it runs in another window or terminal
        Failed,
    };
    qint64 id = 0; ///< in the workspace; 0: it is just being attached
    State state = State::Stopped;
    QString model; ///< the model's name, or the one that the user gave the monitor
    QString source;
    double recordsPerSec = 0.0;
    int openAlarms = 0;  ///< that need attention
    bool silent = false; ///< its topic has had no records for much longer than usual
    static constexpr qint64 kMostRefusedKnown = 10'000; ///< this number means: this many or more
    qint64 refused = 0;                                 ///< predictions that the target topic did not accept

    bool operator==(const MonitorEntry&) const = default;
};
[[nodiscard]] QString monitorStateText(const MonitorEntry& entry);
[[nodiscard]] bool isLive(MonitorEntry::State state);

/// Monitors for a TwoLineDelegate, in the given order.
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
