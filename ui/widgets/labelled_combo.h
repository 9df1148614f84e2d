#pragma once

#include <QComboBox>

namespace driftwood::ui {

/// A combo box with its own name in front of its value: "Start Newest ⌄". 24 high, as wide as its longest
/// value.
class LabelledCombo : public QComboBox {
    Q_OBJECT

  public:
    explicit LabelledCombo(const QString& label, QWidget* parent = nullptr);

    /// Chooses the entry with this data; -1 where there is none.
    void setCurrentData(const QVariant& value);
};

} // namespace driftwood::ui
