#pragma once

#include "ui/page/page.h"

#include <memory>

namespace driftwood::ui {

/// A topic's timeline: its records per time bucket, the ranges brushed on them, their statistics and the cost
/// of reading them. Part of the Browse page, which shows this view's actions in its header while the tab is
/// in front.
class SelectView : public QWidget {
    Q_OBJECT

  public:
    explicit SelectView(const PageContext& context, QWidget* parent = nullptr);
    ~SelectView() override;

    /// Another topic starts without ranges; the same topic changes nothing. An empty name shows none.
    void setTopic(const TopicName& topic);
    [[nodiscard]] const TopicName& topic() const;
    /// Shows the topic of `ranges` with these ranges as A and no others; empty ranges keep the existing ones.
    /// With a base model, creating the data set leads on to training that model again.
    void setRanges(const broker::TopicRanges& ranges, const QString& baseModelId = {});

    /// Actions for the page's header, left to right; the last is the primary one.
    [[nodiscard]] QList<QAction*> headerActions() const;
    /// Texts for the page's status bar: "timeline 96 buckets × 6 partitions in 38 ms".
    [[nodiscard]] QStringList statusFacts() const;
    /// F5: looks up again when records were written, and reads the statistics that failed.
    void refresh();
    /// Esc: stops a look-up or a read; false: nothing was running.
    bool stopWhatRuns();

  Q_SIGNALS:
    void headerChanged(); ///< an action's text changed, or whether it is enabled
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
