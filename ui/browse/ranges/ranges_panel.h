#pragma once

#include "session/range_inspector.h"
#include "session/range_selection.h"
#include "tasks/job.h"
#include "ui/widgets/text/rich_text.h"

#include <QSet>
#include <QTimeZone>
#include <QWidget>

class QPushButton;
class QStackedWidget;
class QTreeView;

namespace driftwood::ui {

class EmptyState;
class ErrorCard;
class RangesItemModel;
class RichLine;
class StageProgress;
class Tile;

/// The ranges of a timeline as a table, with notes on them and the cost of reading them.
class RangesPanel : public QWidget {
    Q_OBJECT

  public:
    explicit RangesPanel(QWidget* parent = nullptr);

    void setSelection(const session::RangeSelection& selection);
    void setCost(const session::RangeInspector& inspector, const QString& names);
    /// Notes on how long the ranges last: "A begins to expire …"; empty if there is nothing to say.
    void setNotes(const RichText& replayable, const RichText& note);
    void setTimeZone(const QTimeZone& zone);
    /// The reason why the ranges cannot be used as they are, and the button that fixes it.
    void setProblem(const std::optional<Error>& problem, const QString& action = {});
    /// Shows the progress of creating a data set in place of the cost; null: none is being created.
    void setJob(const tasks::Job* job);

    [[nodiscard]] QString currentRange() const; ///< the current row's range; empty without one
    void setCurrentRange(const QString& name);

  Q_SIGNALS:
    void typeOffsetsRequested(const QString& range); ///< for the current row's range; empty: for a new one
    void removeRequested(const QString& range);
    void excludeRequested(const QString& range, bool excluded);
    void undoRequested(); ///< undo the last change
    void redoRequested(); ///< redo the change that was undone last
    void currentChanged(const QString& range);
    void problemActionRequested();
    void stopRequested();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void fitColumns();
    [[nodiscard]] int widthOf(int column) const;
    QWidget* makeTable();
    QWidget* makeFoot();
    void showMenu(const QPoint& position);

    RangesItemModel* m_model;
    QSet<QString> m_folded; ///< ranges whose partitions the user has collapsed
    QTreeView* m_tree = nullptr;
    QStackedWidget* m_stack = nullptr;
    EmptyState* m_empty = nullptr;
    ErrorCard* m_error = nullptr;
    QPushButton* m_type = nullptr;
    RichLine* m_replayable = nullptr;
    RichLine* m_note = nullptr;
    QWidget* m_costBox = nullptr;
    RichLine* m_costTitle = nullptr;
    RichLine* m_costBasis = nullptr;
    Tile* m_records = nullptr;
    Tile* m_bytes = nullptr;
    Tile* m_time = nullptr;
    Tile* m_memory = nullptr;
    StageProgress* m_progress = nullptr;
    bool m_canUndo = false;
    bool m_canRedo = false;
};

} // namespace driftwood::ui
