#pragma once

#include <QList>
#include <QWidget>

namespace driftwood::ui {

/// How far each partition has been read: a short bar for each, with its name if there is room.
class PartitionProgress : public QWidget {
    Q_OBJECT

  public:
    explicit PartitionProgress(QWidget* parent = nullptr);

    struct Part {
        int partition = 0;
        double share = 0.0; ///< 0 to 1
    };
    void setParts(const QList<Part>& parts);
    /// Without names it shows the dashes in a result line.
    void setNamed(bool named);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QList<Part> m_parts;
    bool m_named = true;
};

} // namespace driftwood::ui
