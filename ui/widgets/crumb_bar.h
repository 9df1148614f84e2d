#pragma once

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
    void setSteps(const QList<Step>& steps);

  Q_SIGNALS:
    void activated(int step);

  private:
    RichLine* m_line;
};

} // namespace driftwood::ui
