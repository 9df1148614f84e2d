#include "ui/widgets/controls/labelled_combo.h"

#include "ui/theme/appearance.h"

namespace driftwood::ui {

LabelledCombo::LabelledCombo(const QString& label, QWidget* parent)
    : QComboBox(parent) {
    setFieldLabel(*this, label);
    setCompact(*this);
    setSizeAdjustPolicy(QComboBox::AdjustToContents);
}

void LabelledCombo::setCurrentData(const QVariant& value) { setCurrentIndex(findData(value)); }

} // namespace driftwood::ui
