#pragma once

#include "ui/widgets/text/rich_text.h"

#include <QDialog>

class QLayout;
class QLineEdit;
class QPushButton;

namespace driftwood::ui {

/// Asks before an action that cannot be undone. With `typed`, that name must be typed before the button
/// works.
class ConfirmDialog : public QDialog {
    Q_OBJECT

  public:
    struct Question {
        QString title;        ///< "Reset offsets of group “scorer-west”"
        RichText text;        ///< the consequences, with figures
        QString action;       ///< text of the button: a verb
        QString typed = {};   ///< text that must be typed; empty: none
        QString cluster = {}; ///< label of the cluster concerned; empty: none
        QString clusterColor = {};
        QString where = {}; ///< after the label: the connection's name
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
