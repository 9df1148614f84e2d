#pragma once

#include "evaluation/error_analysis.h"
#include "ui/page/link.h"

#include <QTimeZone>
#include <QWidget>

class QLabel;
class QStackedWidget;
class QTableView;

namespace driftwood::ui {

class AgreementChart;
class ClassFiguresItemModel;
class ConfusionItemModel;
class DistributionChart;
class RichLine;
class Tile;
class WrongRecordItemModel;

/// A model's errors: their size in figures, pictures that suit the task, and the worst records.
class ErrorsReport : public QWidget {
    Q_OBJECT

  public:
    explicit ErrorsReport(QWidget* parent = nullptr);

    void setAnalysis(const std::shared_ptr<const evaluation::ErrorAnalysis>& analysis, const QTimeZone& zone);

  Q_SIGNALS:
    void linkActivated(const driftwood::ui::Link& link);

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    QWidget* buildPictures();
    QWidget* buildRecords();
    /// Puts the pictures below each other if one beside the other would be cut.
    void arrangePictures();
    void showFigures(const evaluation::ErrorAnalysis& analysis);
    void showPictures(const evaluation::ErrorAnalysis& analysis);
    void showRecords(const std::shared_ptr<const evaluation::ErrorAnalysis>& analysis, const QTimeZone& zone);

    QList<Tile*> m_tiles;
    QWidget* m_pictures;
    QWidget* m_left; ///< of two pictures; a single one takes all the width
    QWidget* m_divider;
    QWidget* m_lineBetween; ///< if one is below the other
    RichLine* m_leftTitle;
    QStackedWidget* m_leftPicture;
    RichLine* m_rightTitle;
    QStackedWidget* m_rightPicture;
    AgreementChart* m_agreement;
    DistributionChart* m_distribution;
    ConfusionItemModel* m_confusion;
    ClassFiguresItemModel* m_classes;
    QTableView* m_confusionTable;
    QTableView* m_classTable;
    RichLine* m_recordsTitle;
    WrongRecordItemModel* m_records;
    QTableView* m_recordTable;
    std::shared_ptr<const evaluation::ErrorAnalysis> m_analysis;
};

} // namespace driftwood::ui
