#pragma once

#include "ui/page/page.h"

class QStackedWidget;

namespace driftwood::ui {

class ConfigurationView;
class EmptyState;
class GroupsView;
class PageTabs;
class PartitionsView;
class RecordExport;
class RecordInspector;
class RecordsView;
class SelectView;
class ThreeColumns;
class TopicList;
class WholeValue;

/// The Browse page: the cluster's topics and, for the chosen one, its records, its timeline with ranges, its
/// partitions, the groups that read it and its configuration.
class BrowsePage : public Page {
    Q_OBJECT

  public:
    explicit BrowsePage(const PageContext& context, QWidget* parent = nullptr);
    ~BrowsePage() override;

    bool open(const Link& link) override;
    [[nodiscard]] QList<Crumb> crumbs() const override;
    [[nodiscard]] QList<QAction*> headerActions() const override;
    [[nodiscard]] QStringList statusFacts() const override;
    void focusFilter() override;
    void refresh() override;
    bool stopWhatRuns() override;

  private:
    enum Tab { Records, Timeline, Partitions, Groups, Configuration };

    void layOut();
    void makeActions();
    void connectParts();
    void setTopic(const QString& topic);
    void showTab(Tab tab);
    void showTopic();
    void showFacts();
    void takeTopics();
    void leaveCluster();
    [[nodiscard]] bool isElsewhere(const Link& link) const;
    void sayElsewhere(const Link& link);

    PageContext m_context;
    TopicName m_topic;
    ThreeColumns* m_columns;
    TopicList* m_topics;
    QWidget* m_work;
    PageTabs* m_tabs;
    QStackedWidget* m_stack;
    QStackedWidget* m_outer; ///< the page's contents, or the reason why there are none
    EmptyState* m_noTopic;
    RecordsView* m_records;
    SelectView* m_select;
    PartitionsView* m_partitions;
    GroupsView* m_groups;
    ConfigurationView* m_configuration;
    RecordInspector* m_inspector;
    RecordExport* m_export;
    WholeValue* m_wholeValue;
    QAction* m_exportAction = nullptr;
    QAction* m_selectAction = nullptr;
    bool m_factsWanted = true; ///< applies to the Records tab; other tabs have no Facts
};

} // namespace driftwood::ui
