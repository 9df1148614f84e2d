#pragma once

#include "session/dataset_job.h"
#include "session/dataset_watch.h"
#include "ui/page/link.h"
#include "ui/widgets/layout/facts_panel.h"

#include <QTimeZone>

namespace driftwood::ui {

class DistributionChart;
class ReplayableBars;
class Tag;

/// Facts about a data set: whether it can be replayed, its contents, the chosen field, the runs that use it.
class DatasetFacts : public FactsPanel {
    Q_OBJECT

  public:
    explicit DatasetFacts(QWidget* parent = nullptr);

    /// Null: there is no data set, so no facts are shown.
    void setManifest(const dataset::Manifest* manifest, const QTimeZone& zone);
    /// `elsewhere`: no cluster or another one is connected.
    void setStanding(const session::DatasetStanding* standing, bool elsewhere);
    void setField(const profiling::FieldProfile* field);
    void setUsers(const session::StoreSnapshot& snapshot, const std::string& dataset);

  Q_SIGNALS:
    void opened(const driftwood::ui::Link& link);

  private:
    FactsSection* m_replayable;
    Tag* m_standing;
    ReplayableBars* m_bars;
    FactsSection* m_identity;
    FactsSection* m_field;
    DistributionChart* m_distribution;
    FactsSection* m_users;
    QTimeZone m_zone = QTimeZone::utc();
};

} // namespace driftwood::ui
