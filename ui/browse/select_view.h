#pragma once

#include "ui/page/page.h"

#include <memory>

namespace driftwood::ui {

/// The Timeline of a topic: its records per time bucket, ranges brushed on them, what they hold and what
/// reading them costs. A view inside the Browse page, which shows its actions in the header while this tab is
/// in front.
class SelectView : public QWidget {
    Q_OBJECT

  public:
    explicit SelectView(const PageContext& context, QWidget* parent = nullptr);
    ~SelectView() override;

    /// Another topic begins without ranges; the same one changes nothing. An empty name shows none.
    void setTopic(const TopicName& topic);
    [[nodiscard]] const TopicName& topic() const;
    /// Shows the ranges' topic with these ranges as A and nothing else brushed (empty ones change nothing of
    /// what is); with a base model the data set made of them leads on to training that model again.
    void setRanges(const broker::TopicRanges& ranges, const QString& baseModelId = {});

    /// For the page's header, left to right; the last is primary.
    [[nodiscard]] QList<QAction*> headerActions() const;
    /// For the page's status bar: "timeline 96 buckets × 6 partitions in 38 ms".
    [[nodiscard]] QStringList statusFacts() const;
    /// F5: looks up again when records were written, and what of the ranges could not be read.
    void refresh();
    /// Esc: stops a look-up or a reading under way; false: nothing ran.
    bool stopWhatRuns();

  Q_SIGNALS:
    void headerChanged(); ///< an action's text or whether it can be used
    void statusChanged();
    void linkActivated(const driftwood::ui::Link& link);
    void noticed(const driftwood::ui::Notice& notice);

  protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace driftwood::ui
