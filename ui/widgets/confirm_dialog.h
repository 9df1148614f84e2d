#pragma once

#include "ui/widgets/rich_text.h"

#include <QDialog>

class QLayout;
class QLineEdit;
class QPushButton;

namespace driftwood::ui {

/// Asks before something that cannot be taken back. With `typed`, the name must be typed before the button
/// acts.
class ConfirmDialog : public QDialog {
    Q_OBJECT

  public:
    struct Question {
        QString title;        ///< "Reset offsets of group “scorer-west”"
        RichText text;        ///< what will happen, with its figures
        QString action;       ///< the button: a verb
        QString typed = {};   ///< what must be typed; empty: nothing
        QString cluster = {}; ///< the label of the cluster it happens to; empty: none
        QString clusterColor = {};
        QString where = {}; ///< behind the label: the connection's name
        bool destructive = true;
    };

    explicit ConfirmDialog(const Question& question, QWidget* parent = nullptr);

    /// Asks and waits for the answer in a nested event loop.
    [[nodiscard]] static bool ask(const Question& question, QWidget* parent);

  private:
    [[nodiscard]] QLayout* clusterLine(const Question& question);
    [[nodiscard]] QWidget* typedField(const Question& question);

    QLineEdit* m_typed = nullptr;
    QPushButton* m_action;
};

} // namespace driftwood::ui
