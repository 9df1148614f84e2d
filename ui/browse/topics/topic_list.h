#pragma once

#include "session/connection_session.h"

#include <QFrame>
#include <QTimer>
#include <functional>

class QCheckBox;
class QStackedWidget;
class QTreeView;

namespace driftwood::ui {

class EmptyState;
class ErrorCard;
class FilterField;
class RichLine;
class TopicItemModel;

/// The cluster's topics with their records per second, filtered by name; internal ones are hidden at first.
/// Says so if there is no cluster, no topic yet, or no answer.
class TopicList : public QFrame {
    Q_OBJECT

  public:
    explicit TopicList(session::ConnectionSession& connection, QWidget* parent = nullptr);

    void setCurrent(const QString& topic);
    void focusFilter();

  Q_SIGNALS:
    void topicChosen(const QString& topic);
    void selectRangesRequested(const QString& topic);
    void connectRequested(); ///< there is no cluster: show the start page

  private:
    [[nodiscard]] QWidget* makeTop();
    [[nodiscard]] QWidget* makeFoot();
    void follow();
    void takeTopics();
    void change(const std::function<void()>& rows);
    void showState();
    void showMenu(const QPoint& position);
    void choose(const QModelIndex& index);

    session::ConnectionSession& m_connection;
    TopicItemModel* m_model;
    QString m_current;
    bool m_settingCurrent = false;
    QTimer m_patience; ///< "Loading" is shown only after this time-out
    FilterField* m_filter;
    QTreeView* m_tree;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    ErrorCard* m_error;
    QCheckBox* m_internal;
    RichLine* m_count;
};

} // namespace driftwood::ui
