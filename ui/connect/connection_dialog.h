#pragma once

#include "broker/connection_profile.h"
#include "tasks/background.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/focus_loan.h"

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

/// Makes or edits a saved connection. It is tried before it is saved: what is wrong is said here, where it
/// can be mended, and a cluster that is away can be saved all the same. On success the window is connected to
/// it.
class ConnectionDialog : public QDialog {
    Q_OBJECT

  public:
    ConnectionDialog(session::AppContext& app, const broker::ConnectionProfile& profile, QWidget* parent);

    /// Takes over the lines of a client.properties file from the clipboard or from `text`.
    void import(const QString& text);

  private:
    /// What comes after the cluster was asked: only its answer, or a saved connection.
    enum class Then : unsigned char { SayIt, Connect, SaveOnly };

    void tryIt(Then then);
    void takeAnswer(Result<std::string> summary, Then then);
    /// Puts a typed password where it shall be kept, then goes on; a keychain is asked in the background.
    void keepPassword(Then then);
    void saveProfile(Then then);
    void say(const QString& text, Token ink);
    void showRisks();
    [[nodiscard]] static QString riskText(const broker::RiskFound& found);
    void setBusy(bool busy);

    session::AppContext& m_app;
    std::string m_originalName;
    ConnectionForm* m_form;
    RichLine* m_risks; ///< what a person should know before it is used; hidden while there is nothing
    RichLine* m_said;
    QPushButton* m_try;
    QPushButton* m_saveAnyway; ///< once it was tried and did not answer
    QPushButton* m_save;
    FocusLoan m_focus;
    tasks::PendingQuery m_trying;
    tasks::PendingQuery m_keeping;
};

} // namespace driftwood::ui
