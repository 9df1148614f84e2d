#pragma once

#include "ui/widgets/text/rich_text.h"
#include <QList>

#include <QWidget>

namespace driftwood::ui {

class RichLine;

/// The path to what is shown: "Topics / plant.machines". The last step is the current place, in bold; earlier
/// steps are links if they lead to a page.
class CrumbBar : public QWidget {
    Q_OBJECT

  public:
    struct Step {
        QString text;
        bool mono = false;
        bool leads = false; ///< true if it can be clicked
    };

    explicit CrumbBar(QWidget* parent = nullptr);
    /// If there is too little room the last step's name is elided in the middle, because topic names differ
    /// at both ends.
    void setSteps(const QList<Step>& steps);
    [[nodiscard]] QSize sizeHint() const override;

  Q_SIGNALS:
    void activated(int step);

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    [[nodiscard]] RichText text(const QString& lastName) const;
    void fit();

    RichLine* m_line;
    QList<Step> m_steps;
};

} // namespace driftwood::ui
