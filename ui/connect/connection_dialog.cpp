#include "ui/connect/connection_dialog.h"

#include "base/log.h"
#include "broker/connection.h"
#include "broker/profile/client_properties.h"
#include "broker/profile/connection_risks.h"
#include "broker/profile/keychain.h"
#include "broker/profile/typed_passwords.h"
#include "decoder/registry/schema_registry.h"
#include "session/app_context.h"
#include "ui/connect/connecting.h"
#include "ui/connect/connection_form.h"
#include "ui/connect/password_fields.h"
#include "ui/connect/registry_fields.h"
#include "ui/page/recent_connections.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/layout/scrolled_form.h"
#include "ui/widgets/messages/error_card.h"
#include "ui/widgets/text/rich_line.h"
#include "ui/widgets/text/text_label.h"
#include "workspace/known_connections.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <chrono>

namespace driftwood::ui {
namespace {

constexpr std::chrono::seconds kTryFor{8};
constexpr std::string_view kKeychain = "keychain:";
// Unique, because no profile's name begins with a blank.
const std::string kTried = " tried in the dialog";
const std::string kTriedRegistry = " tried in the dialog, registry";

std::string counted(std::size_t count, const std::string& one) {
    return std::to_string(count) + ' ' + one + (count == 1 ? "" : "s");
}

/// A typed secret and where it is to be kept.
struct Typed {
    std::string source;
    std::string secret;
};

} // namespace

ConnectionDialog::ConnectionDialog(session::AppContext& app, const broker::ConnectionProfile& profile,
                                   QWidget* parent)
    : QDialog(parent)
    , m_app(app)
    , m_originalName(profile.name)
    , m_form(new ConnectionForm(this))
    , m_risks(new RichLine(this))
    , m_said(new RichLine(this))
    , m_try(pushButton(tr("Try"), ButtonKind::Default, this))
    , m_saveAnyway(pushButton(tr("Save all the same"), ButtonKind::Default, this))
    , m_save(pushButton(tr("Save and connect"), ButtonKind::Primary, this)) {
    setWindowTitle(profile.name.empty() ? tr("New connection")
                                        : tr("Connection %1").arg(profile.name.c_str()));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::kGap24, metrics::kGap16, metrics::kGap24, metrics::kGap16);
    column->setSpacing(metrics::kGap12);
    column->addWidget(textLabel(windowTitle(), TextStyle::Title, Token::Ink, this));
    column->addWidget(new ScrolledForm(m_form, this), 1);
    column->addWidget(m_risks);
    column->addWidget(m_said);
    auto* note = textLabel(tr("Read-only until an attachment is allowed to write. Browsing joins no group, "
                              "commits nothing and creates nothing."),
                           TextStyle::Small, Token::Ink3, this);
    note->setWordWrap(true);
    column->addWidget(note);
    auto* cancel = pushButton(tr("Cancel"), ButtonKind::Default, this);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_try);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_saveAnyway);
    buttons->addWidget(m_save);
    m_saveAnyway->setToolTip(tr("Saves the connection for later without connecting now"));
    m_saveAnyway->hide();
    column->addLayout(buttons);
    m_form->setProfile(profile);
    m_save->setDefault(true);
    m_said->setWrap(true);
    m_risks->setWrap(true);
    m_risks->setFormat(TextStyle::Body, Token::Error);
    m_form->setFocus();
    connect(m_try, &QPushButton::clicked, this, [this] { tryIt(Then::SayIt); });
    connect(m_save, &QPushButton::clicked, this, [this] { tryIt(Then::Connect); });
    connect(m_saveAnyway, &QPushButton::clicked, this, [this] { keepPassword(Then::SaveOnly); });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_form, &ConnectionForm::edited, this, [this] {
        setBusy(false);
        m_saveAnyway->hide();
        say({}, Token::Ink2); // the message described the fields before this edit
        showRisks();
    });
    showRisks();
}

void ConnectionDialog::import(const QString& text) {
    auto read = broker::profileFromProperties(text.toStdString());
    if (!read) {
        say(errorText(read.error()), Token::Error);
        return;
    }
    read->profile.name = m_form->profile().name;
    m_form->setProfile(read->profile);
    QStringList notes;
    for (const std::string& note : read->notes)
        notes << QString::fromStdString(note);
    say(notes.join(' '), Token::Ink2);
}

void ConnectionDialog::showRegistry() {
    m_form->registry().unfold();
    m_form->registry().addressField()->setFocus();
}

void ConnectionDialog::showRisks() {
    QStringList risks;
    for (const broker::RiskFound& found : broker::risksOf(m_form->profile()))
        risks << riskText(found);
    m_risks->setRichText(risks.join(QChar::LineSeparator));
    m_risks->setVisible(!risks.isEmpty());
}

QString ConnectionDialog::riskText(const broker::RiskFound& found) {
    switch (found.risk) {
    case broker::Risk::PasswordInTheOpen:
        return tr(
            "The password goes over the network unencrypted: PLAIN without TLS. Choose SASL_SSL, or a SCRAM "
            "mechanism.");
    case broker::Risk::AnyCertificate:
        return tr("The brokers' certificates are not verified: any server at the address is trusted and gets "
                  "the password.");
    case broker::Risk::AnyHost:
        return tr("The host names in the brokers' certificates are not checked: a certificate for any other "
                  "host is accepted.");
    case broker::Risk::PasswordFileShared:
        return tr("Others may read the file the password is in: %1").arg(QString::fromStdString(found.path));
    case broker::Risk::RegistryLoginInTheOpen:
        return tr("The credentials for the schema registry go over the network unencrypted: its address "
                  "begins with http://. Use https://.");
    case broker::Risk::KeyFileShared:
        return tr("Others may read the file of the client's key: %1").arg(QString::fromStdString(found.path));
    }
    return {};
}

void ConnectionDialog::say(const QString& text, Token ink) {
    m_said->setFormat(TextStyle::Body, ink);
    m_said->setRichText(text);
}

void ConnectionDialog::setBusy(bool busy) {
    if (!busy)
        m_trying.cancel();
    m_focus.setEnabled(*m_try, !busy);
    m_focus.setEnabled(*m_save, !busy);
    m_try->setText(busy ? tr("Trying…") : tr("Try"));
}

void ConnectionDialog::tryIt(Then then) {
    if (const QString problem = m_form->problem(); !problem.isEmpty()) {
        say(problem, Token::Error);
        return;
    }
    setBusy(true);
    say({}, Token::Ink2);
    broker::ConnectionProfile profile = m_form->profile();
    const auto useTyped = [](const PasswordFields& fields, const std::string& name, std::string& source) {
        if (source.empty() || fields.typed().isEmpty())
            return;
        broker::keepTypedPassword(name, fields.typed().toStdString());
        source = "ask:" + name;
    };
    broker::RegistryAccess& registry = profile.registry;
    useTyped(m_form->password(), kTried, profile.passwordSource);
    useTyped(m_form->registry().secret(), kTriedRegistry,
             registry.tokenSource.empty() ? registry.passwordSource : registry.tokenSource);
    m_trying = m_app.background.run<Answer>([profile](const std::stop_token&) { return answerOf(profile); },
                                            [this, then](const Answer& answer) { takeAnswer(answer, then); });
}

ConnectionDialog::Answer ConnectionDialog::answerOf(const broker::ConnectionProfile& profile) {
    auto connection = broker::Connection::open(profile, kTryFor);
    if (!connection)
        return {forward(connection)};
    auto cluster = (*connection)->cluster();
    if (!cluster)
        return {forward(cluster)};
    std::string summary = "cluster " + cluster->clusterId + ", " +
                          counted(static_cast<std::size_t>(cluster->brokers), "broker") + ", " +
                          counted(cluster->topics.size(), "topic");
    if (!profile.registry.isStated())
        return {summary};
    decoder::RegistrySettings settings{profile.registry};
    settings.timeout = kTryFor;
    auto registry = decoder::SchemaRegistry::open(settings);
    if (!registry)
        return {forward(registry), true};
    auto subjects = (*registry)->subjects({});
    if (!subjects)
        return {forward(subjects), true};
    return {summary + "; schema registry, " + counted(subjects->size(), "subject")};
}

void ConnectionDialog::takeAnswer(const Answer& answer, Then then) {
    setBusy(false);
    broker::forgetTypedPassword(kTried);
    broker::forgetTypedPassword(kTriedRegistry);
    const Result<std::string>& summary = answer.summary;
    m_saveAnyway->setVisible(!summary && then == Then::Connect);
    if (answer.ofRegistry)
        m_form->registry().showFailure(summary.error().code);
    if (!summary)
        say(answer.ofRegistry
                ? tr("The cluster answers, its schema registry does not. %1").arg(errorText(summary.error()))
                : errorText(summary.error()),
            Token::Error);
    else if (then == Then::Connect)
        keepPassword(Then::Connect);
    else
        say(tr("Connected: %1").arg(QString::fromStdString(*summary)), Token::Ok);
}

void ConnectionDialog::keepPassword(Then then) {
    const broker::ConnectionProfile profile = m_form->profile();
    std::vector<Typed> forKeychain;
    for (const Typed& typed :
         {Typed{profile.passwordSource, m_form->password().typed().toStdString()},
          Typed{profile.registry.secretSource(), m_form->registry().secret().typed().toStdString()}}) {
        if (typed.secret.empty() || typed.source.empty())
            continue;
        if (const auto asked = broker::askedName(typed.source))
            broker::keepTypedPassword(*asked, typed.secret);
        else
            forKeychain.push_back({typed.source.substr(kKeychain.size()), typed.secret});
    }
    if (forKeychain.empty()) {
        saveProfile(then);
        return;
    }
    m_focus.setEnabled(*m_save, false);
    say(tr("Putting the password into the keychain…"), Token::Ink2);
    m_keeping = m_app.background.run<Status>(
        [forKeychain](const std::stop_token&) -> Status {
            for (const Typed& typed : forKeychain)
                if (Status kept = broker::storeInKeychain(typed.source, typed.secret); !kept)
                    return kept;
            return {};
        },
        [this, then](const Status& kept) {
            m_focus.setEnabled(*m_save, true);
            if (kept) {
                saveProfile(then);
                return;
            }
            for (PasswordFields* fields : {&m_form->password(), &m_form->registry().secret()})
                if (fields->way() == PasswordFields::Way::Keychain)
                    fields->setWay(PasswordFields::Way::Ask);
            m_saveAnyway->setVisible(then == Then::SaveOnly); // an edit had hidden the button
            say(tr("The password could not be stored: %1 You will be asked for it each time instead. Save "
                   "again to agree.")
                    .arg(errorText(kept.error())),
                Token::Error);
        });
}

void ConnectionDialog::saveProfile(Then then) {
    const broker::ConnectionProfile profile = m_form->profile();
    m_app.store.change([profile, original = m_originalName](workspace::Workspace& workspace) -> Status {
        if (auto saved = workspace.saveProfile(profile); !saved)
            return saved;
        if (!original.empty() && original != profile.name)
            return workspace.removeProfile(original);
        return {};
    });
    noteConnectionUsed(QString::fromStdString(profile.name));
    // The user made the connection on this computer, so it counts as accepted. It is saved in the workspace
    // only a moment later.
    if (const auto noted = workspace::rememberConnection(profile); !noted)
        log::warning(noted.error().text());
    accept();
    if (then == Then::Connect)
        connectAsking(m_app, profile, parentWidget());
}

} // namespace driftwood::ui
