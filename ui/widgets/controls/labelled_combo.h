#pragma once

#include <QComboBox>

namespace driftwood::ui {

/// A combo box with its name in front of the value: "Start Newest ⌄". 24 high, as wide as its longest value.
class LabelledCombo : public QComboBox {
    Q_OBJECT

  public:
    explicit LabelledCombo(const QString& label, QWidget* parent = nullptr);

    /// Chooses the entry with this data; index -1 if there is none.
    void setCurrentData(const QVariant& value);
};

} // namespace driftwood::ui
