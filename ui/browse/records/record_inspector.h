#pragma once

#include "browsing/readable_record.h"
#include "browsing/record_scan.h"
#include "ui/itemmodels/topics/payload_item_model.h"
#include "ui/widgets/layout/facts_panel.h"

#include <QTimeZone>
#include <optional>

class QAbstractButton;
class QAction;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QTabBar;
class QTreeView;

namespace driftwood::session {
class SchemaNames;
}

namespace driftwood::ui {

class RichLine;

/// Shows the current record: its value as a tree, as text, in its original form and in hexadecimal, its
/// headers, its position in the log, and buttons that lead to its neighbours.
class RecordInspector : public FactsPanel {
    Q_OBJECT

  public:
    /// The copy button triggers `copyValue`.
    explicit RecordInspector(QAction* copyValue, QWidget* parent = nullptr);
    /// The source of the names of schemas; must live as long as this.
    void setSchemaNames(session::SchemaNames* names);

    void setRecord(const TopicName& topic, const std::optional<browsing::RecordRef>& record,
                   const browsing::RecordReading::Spec& spec);
    void setTimeZone(const QTimeZone& zone);

  Q_SIGNALS:
    void stepRequested(int direction); ///< -1: the row above
    void stepByKeyRequested(int direction);
    void wholeValueRequested(); ///< to be shown
    void saveValueRequested();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    enum Tab { Tree, Text, Raw, Hex, Headers };

    [[nodiscard]] QWidget* makeHead(QAction* copyValue);
    [[nodiscard]] QWidget* makeWholeBar();
    [[nodiscard]] QWidget* makeFoot();
    void fitNames();
    void showTab();
    void showPosition();
    [[nodiscard]] QString textOf(int tab) const;
    [[nodiscard]] QString decodedAs() const;

    TopicName m_topic;
    std::optional<browsing::RecordRef> m_record;
    browsing::RecordReading::Spec m_spec;
    browsing::ReadableRecord m_reading;
    PayloadItemModel::Readable m_readable; ///< of the record
    session::SchemaNames* m_names = nullptr;
    QTimeZone m_zone = QTimeZone::utc();
    RichLine* m_title;
    QTabBar* m_tabs;
    QStackedWidget* m_stack;
    QTreeView* m_tree;
    PayloadItemModel* m_model;
    QPlainTextEdit* m_text;
    QWidget* m_whole;
    QPushButton* m_load = nullptr;
    FactsSection* m_position;
    QList<QAbstractButton*> m_ways; ///< buttons that lead to other records
};

} // namespace driftwood::ui
