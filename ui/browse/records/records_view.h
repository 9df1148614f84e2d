#pragma once

#include "session/schema_names.h"
#include "session/topic_reader.h"
#include "session/topic_tail.h"
#include "ui/page/page.h"

#include <QTimer>
#include <map>
#include <optional>

class QStackedWidget;

namespace driftwood::ui {

class EmptyState;
class ErrorCard;
class ReadBar;
class RecordActions;
class RecordTable;
class ResultLine;
class SchemaNotice;
class SearchBar;
class TopicDensity;

/// A topic's records: where to read in the log, decoding and search, the result line and the table.
class RecordsView : public QWidget {
    Q_OBJECT

  public:
    explicit RecordsView(const PageContext& context, QWidget* parent = nullptr);

    /// Reads a topic from its newest record backwards; an empty name shows no topic.
    void setTopic(const TopicName& topic);
    /// Reads the record's partition from that record on and makes the record current.
    void openRecord(const Position& position);
    void refresh();
    void goTo(); ///< asks for an offset or a time
    void focusSearch();
    /// Stops a read or a live tail; false: nothing was running.
    bool stopWhatRuns();

    [[nodiscard]] RecordTable& table() { return *m_table; }
    [[nodiscard]] RecordActions& actions() { return *m_actions; }
    [[nodiscard]] const TopicName& topic() const { return m_topic; }
    [[nodiscard]] session::SchemaNames& schemaNames() { return m_schemaNames; }
    /// The timestamp of the newest record seen; nothing before one was.

  Q_SIGNALS:
    void currentChanged();
    void contentChanged(); ///< there are rows or none, or the last write changed
    void noticed(const driftwood::ui::Notice& notice);

  private:
    using SpecKey = std::pair<std::string, browsing::Decodings>;

    void layOut();
    void connectParts();
    void start(const dataset::Filter& filter);
    void readAgain() { start(m_filter); }
    void search();
    void tailClicked();
    void startTail();
    void keepDecodings();
    void askForRegistry();
    void followConnection();
    void takePrepared();
    void takeFound(const std::vector<browsing::RecordRef>& records);
    void takeEnded();
    void takeTailed(const std::vector<browsing::RecordRef>& records);
    void takeTailEnded();
    void showState();
    void showEmpty();
    void showScanned();
    [[nodiscard]] qint64 behind() const;
    [[nodiscard]] browsing::ScanBudget budget() const;

    PageContext m_context;
    session::TopicReader m_look;
    session::TopicTail m_tail;
    session::SchemaNames m_schemaNames;
    TopicName m_topic;
    dataset::Filter m_filter; ///< of the read that is shown
    bool m_waiting = false;   ///< reading starts once there is a connection
    std::optional<Position> m_target;
    std::map<SpecKey, browsing::RecordReading::Chosen> m_chosen; ///< by topic and decodings
    QTimer m_sinceLook;

    TopicDensity* m_density;
    ReadBar* m_readBar;
    SchemaNotice* m_schemas;
    SearchBar* m_searchBar;
    ResultLine* m_result;
    RecordTable* m_table;
    RecordActions* m_actions;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    QWidget* m_failed;
    ErrorCard* m_error;
};

} // namespace driftwood::ui
