#pragma once

#include "ui/page/page.h"

#include <QDialog>
#include <QList>
#include <functional>

class QLineEdit;
class QListView;
class QStandardItemModel;

namespace driftwood::ui {

/// Something the palette can do: go to a thing, or what an action does.
struct Command {
    QString name;
    QString kind; ///< "topic", "run", "action" …
    bool mono = false;
    std::function<void()> run;
};

/// How well what was typed fits a name; lower is better, -1 where its letters do not occur in order. Whole
/// words and beginnings come before letters strewn about; case does not matter.
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
