#pragma once

#include "scoring/attachment.h"

#include <QObject>
#include <vector>

namespace driftwood::ui {

class FactsPanel;
class FactsSection;
struct DeliveryNotes;

/// The details of a monitor's losses, as sections of a panel: predictions that the target topic refused, and
/// offsets that the source topic dropped unread. Each section is hidden while it has nothing.
class DeliveryFacts : public QObject {
    Q_OBJECT

  public:
    /// Adds its sections to the panel, which owns this.
    explicit DeliveryFacts(FactsPanel& panel);

    void show(const DeliveryNotes& notes);

  Q_SIGNALS:
    void recordRequested(const driftwood::Position& source);

  private:
    void showRefused(const std::vector<scoring::UnpublishedRecord>& refused);
    void showLeftOut(const std::vector<broker::OffsetRange>& leftOut);

    FactsSection* m_refused;
    FactsSection* m_leftOut;
    std::vector<Position> m_sources; ///< of the refused predictions, in their order
};

} // namespace driftwood::ui
