#pragma once

#include "session/range_inspector.h"

#include <QWidget>

class QStackedWidget;
class QTableView;

namespace driftwood::ui {

class ComparisonItemModel;
class EmptyState;
class ErrorCard;
class IconLabel;
class LabelledCombo;
class RichLine;
class StageProgress;

/// Statistics of the fields in range A, and how far range B differs from it.
class StatisticsPanel : public QWidget {
    Q_OBJECT

  public:
    explicit StatisticsPanel(QWidget* parent = nullptr);

    /// `a` and `b` name the ranges; `b` is empty without a second one. `nothing` says why the chosen ranges
    /// hold nothing to read; otherwise it is empty.
    void show(const session::RangeInspector& inspector, const QString& a, const QString& b,
              const QString& nothing);
    void showProgress(const session::RangeInspector& inspector, const QString& reading);

  Q_SIGNALS:
    void fieldActivated(const QString& path); ///< the field is to be drawn over the timeline
    void retryRequested();
    void stopRequested();

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    QWidget* makeHead();
    QWidget* makeTable();
    QWidget* makeFoot();
    void fitShapes();
    void showFoot(const session::RangeInspector& inspector, const QString& a, const QString& b);

    ComparisonItemModel* m_model;
    QTableView* m_table = nullptr;
    QStackedWidget* m_stack = nullptr;
    EmptyState* m_empty = nullptr;
    ErrorCard* m_error = nullptr;
    StageProgress* m_progress = nullptr;
    RichLine* m_basis = nullptr;
    LabelledCombo* m_sort = nullptr;
    IconLabel* m_warning = nullptr;
    RichLine* m_beyond = nullptr;
    RichLine* m_fields = nullptr;
    RichLine* m_undecodable = nullptr;
};

} // namespace driftwood::ui
