#pragma once

#include "tasks/background.h"
#include "ui/itemmodels/training/feature_item_model.h"
#include "ui/training/run_words.h"
#include "ui/widgets/layout/facts_panel.h"

class QTableView;

namespace driftwood::session {
class AppContext;
}

namespace driftwood::ui {

class FactsSection;
class Preferences;

/// Facts of a run: its data set down to the fingerprint, its quality beside the baselines, the user's
/// settings, the features with transform and distribution. Links: "dataset", "model", "parent".
class RunFacts : public FactsPanel {
    Q_OBJECT

  public:
    RunFacts(session::AppContext& app, Preferences& preferences, QWidget* parent = nullptr);

    /// `history` of the run; null until it was read.
    void showRun(const RunInfo& run, const runs::RunHistory* history);

  private:
    void showDataset(const RunInfo& run, const runs::RunHistory* history);
    void showChoices(const RunInfo& run, const runs::RunHistory* history);
    void showModel(const RunInfo& run);
    /// Shows the quality at its best epoch, and the baselines.
    void showQuality(const RunInfo& run, const runs::RunHistory* history);
    void showFeatures(const RunInfo& run);
    void fillFeatures(const RunInfo& run, const features::ReferenceStatistics* reference,
                      const std::vector<features::FittedInput>& inputs);

    session::AppContext& m_app;
    Preferences& m_preferences;
    FactsSection* m_dataset;
    FactsSection* m_quality;
    FactsSection* m_choices;
    FactsSection* m_model;
    FactsSection* m_features;
    QTableView* m_featureTable;
    FeatureItemModel m_featureRows{false};
    RunInfo m_run;
    qint64 m_featuresOf = -1;  ///< the run whose features are shown
    bool m_withShapes = false; ///< whether their distributions are shown
    tasks::PendingQuery m_reading;
};

} // namespace driftwood::ui
