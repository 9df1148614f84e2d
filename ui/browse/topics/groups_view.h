#pragma once

#include "broker/consumer_groups.h"
#include "session/topic_question.h"
#include "ui/page/link.h"
#include "ui/page/page.h"

#include <QSet>
#include <QWidget>

class QAction;

namespace driftwood::ui {

class AnswerStack;
class ConsumerGroupItemModel;
class RichLine;
class ValueTree;

/// The consumer groups that have committed offsets on a topic, and how far each lags behind its end. Polled,
/// but only while this view is visible; joins no group.
class GroupsView : public QWidget {
    Q_OBJECT

  public:
    explicit GroupsView(const PageContext& context, QWidget* parent = nullptr);

    void setTopic(const TopicName& topic);
    void refresh();
    /// -1 until they are known.
    [[nodiscard]] int count() const;

  Q_SIGNALS:
    void countChanged();
    void linkActivated(const driftwood::ui::Link& link);

  protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    void showAnswer();
    void showNote();
    void showRows();
    void showMenu(const QPoint& position);
    void showRecord();
    void copyRow();
    void copyGroup();

    PageContext m_context;
    session::TopicQuestion<broker::TopicGroups> m_question;
    ConsumerGroupItemModel* m_model;
    QSet<QString> m_folded; ///< groups that the user has collapsed
    RichLine* m_note;
    ValueTree* m_tree;
    AnswerStack* m_stack;
    QAction* m_record = nullptr;
    QList<QAction*> m_copying;
};

} // namespace driftwood::ui
