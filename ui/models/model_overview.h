#pragma once

#include "model/trained_model.h"
#include "ui/page/page.h"

#include <QScrollArea>

class QLabel;
class QTableView;

namespace driftwood::ui {

class ArchitectureView;
class DistributionChart;
class FittedFeatureItemModel;
class LineageView;
class RichLine;
class Tile;
class TileRow;

/// Overview of a model: its quality, its network, its origin and its inputs.
class ModelOverview : public QScrollArea {
    Q_OBJECT

  public:
    explicit ModelOverview(QWidget* parent = nullptr);

    void setModel(const model::TrainedModel& model, qint64 runId, const QStringList& attachedTo,
                  const QTimeZone& zone);

  Q_SIGNALS:
    void linkActivated(const driftwood::ui::Link& link);

  private:
    QWidget* buildPictures();
    QWidget* buildLineage();
    QWidget* buildFeatures();
    void showFigures(const model::TrainedModel& model);

    TileRow* m_tiles;
    QLabel* m_rowNotes;
    QList<Tile*> m_tile;
    RichLine* m_quality;
    ArchitectureView* m_architecture;
    RichLine* m_architectureNote;
    DistributionChart* m_distribution;
    QLabel* m_distributionTitle;
    LineageView* m_lineage;
    FittedFeatureItemModel* m_features;
    QTableView* m_featuresView;
};

} // namespace driftwood::ui
