#pragma once

#include "ui/widgets/rich_text.h"
#include <QList>

#include <QWidget>

namespace driftwood::ui {

class RichLine;

/// The way to what is shown: "Topics / plant.machines". The last one is the thing itself, bold; those before
/// it that lead somewhere are links.
class CrumbBar : public QWidget {
    Q_OBJECT

  public:
    struct Step {
        QString text;
        bool mono = false;
        bool leads = false; ///< can be clicked
    };

    explicit CrumbBar(QWidget* parent = nullptr);
    /// Where there is no room, the last step's name is elided in the middle: names of topics differ at both
    /// ends.
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
