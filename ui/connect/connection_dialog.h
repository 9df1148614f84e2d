#pragma once

#include "broker/profile/connection_profile.h"
#include "tasks/background.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/controls/focus_loan.h"

#include <QDialog>

class QPushButton;

namespace driftwood::broker {
struct RiskFound;
}

namespace driftwood::session {
class AppContext;
}

namespace driftwood::ui {

class ConnectionForm;
class RichLine;

/// Creates or edits a saved connection. The connection is tested before it is saved, so that errors are shown
/// where they can be corrected; a connection to a cluster that does not answer can be saved anyway. On
/// success the window connects to it.
class ConnectionDialog : public QDialog {
    Q_OBJECT

  public:
    ConnectionDialog(session::AppContext& app, const broker::ConnectionProfile& profile, QWidget* parent);

    /// Fills the form with the lines of a client.properties file from the clipboard or from `text`.
    void import(const QString& text);

    /// Unfolds the schema registry and puts the keyboard there.
    void showRegistry();

  private:
    /// The step after the test: only a message, saving and connecting, or saving alone.
    enum class Then : unsigned char { SayIt, Connect, SaveOnly };

    void tryIt(Then then);
    /// The findings of the test.
    struct Answer {
        Result<std::string> summary;
        bool ofRegistry = false; ///< the cluster answered, its schema registry did not
    };

    void takeAnswer(const Answer& answer, Then then);
    [[nodiscard]] static Answer answerOf(const broker::ConnectionProfile& profile);
    /// Stores typed passwords where the user wants it, then continues; the keychain is called in the
    /// background.
    void keepPassword(Then then);
    void saveProfile(Then then);
    void say(const QString& text, Token ink);
    void showRisks();
    [[nodiscard]] static QString riskText(const broker::RiskFound& found);
    void setBusy(bool busy);

    session::AppContext& m_app;
    std::string m_originalName;
    ConnectionForm* m_form;
    RichLine* m_risks; ///< warnings about the connection; hidden if there are none
    RichLine* m_said;
    QPushButton* m_try;
    QPushButton* m_saveAnyway; ///< shown once a test had no answer
    QPushButton* m_save;
    FocusLoan m_focus;
    tasks::PendingQuery m_trying;
    tasks::PendingQuery m_keeping;
};

} // namespace driftwood::ui
