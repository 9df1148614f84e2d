#pragma once

#include "broker/topic_settings.h"
#include "session/topic_question.h"
#include "ui/page/page.h"

#include <QWidget>
#include <vector>

class QAction;
class QCheckBox;

namespace driftwood::ui {

class AnswerStack;
class FilterField;
class RichLine;
class TopicSettingItemModel;
class ValueTree;

/// A topic's settings as the broker reports them, and where each comes from. Requested once per topic, in one
/// small request.
class ConfigurationView : public QWidget {
    Q_OBJECT

  public:
    explicit ConfigurationView(const PageContext& context, QWidget* parent = nullptr);

    void setTopic(const TopicName& topic);
    void refresh();
    void focusFilter();
    /// Null until they are known.
    [[nodiscard]] const std::vector<broker::TopicSetting>* settings() const;

  Q_SIGNALS:
    void settingsChanged();

  private:
    QWidget* makeBar();
    void showAnswer();
    void showRows();
    void showMenu(const QPoint& position);
    void copyValue();
    void copySetting();
    void copyShown();

    session::TopicQuestion<std::vector<broker::TopicSetting>> m_question;
    TopicSettingItemModel* m_model;
    FilterField* m_filter;
    QCheckBox* m_onlyTopics;
    RichLine* m_count;
    ValueTree* m_tree;
    AnswerStack* m_stack;
    QList<QAction*> m_copying;
};

} // namespace driftwood::ui
