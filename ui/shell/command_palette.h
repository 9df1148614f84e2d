#pragma once

#include "ui/page/page.h"

#include <QDialog>
#include <QList>
#include <functional>

class QLineEdit;
class QListView;
class QStandardItemModel;

namespace driftwood::ui {

/// An entry of the palette: opens something, or triggers an action.
struct Command {
    QString name;
    QString kind; ///< "topic", "run", "action" …
    bool mono = false;
    std::function<void()> run;
};

/// How well the typed text matches a name: lower is better, -1 if its letters do not occur in order. Whole
/// words and beginnings rank before scattered letters; case is ignored.
[[nodiscard]] int matchRank(const QString& typed, const QString& name);

/// Ctrl+K: go to anything by name.
class CommandPalette : public QDialog {
    Q_OBJECT

  public:
    CommandPalette(QList<Command> commands, QWidget* parent);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

  private:
    void filter(const QString& typed);
    void runCurrent();

    QList<Command> m_commands;
    QLineEdit* m_edit;
    QListView* m_list;
    QStandardItemModel* m_model;
};

} // namespace driftwood::ui
