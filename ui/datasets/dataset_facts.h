#pragma once

#include "session/dataset_job.h"
#include "session/dataset_watch.h"
#include "ui/page/link.h"
#include "ui/widgets/facts_panel.h"

#include <QTimeZone>

namespace driftwood::ui {

class DistributionChart;
class ReplayableBars;
class Tag;

/// Beside a data set: whether it can be replayed, what it is, the chosen field, who uses it.
class DatasetFacts : public FactsPanel {
    Q_OBJECT

  public:
    explicit DatasetFacts(QWidget* parent = nullptr);

    /// Null: no data set, no facts.
    void setManifest(const dataset::Manifest* manifest, const QTimeZone& zone);
    /// `elsewhere`: another cluster is connected, or none.
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
