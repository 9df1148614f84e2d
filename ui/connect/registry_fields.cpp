#include "ui/connect/registry_fields.h"

#include "decoder/formats/format.h"
#include "ui/connect/password_fields.h"
#include "ui/format/format.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/scaled_size.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/text/text_label.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QRegularExpression>

namespace driftwood::ui {
namespace {

constexpr int kRegistryFieldWidth = 320;

/// "Avro and Protobuf": the formats that need a schema.
QString formatNames() {
    QStringList names;
    for (const decoder::Format* format : decoder::formats())
        if (format->hasSchemas)
            names << qt(format->title);
    return names.join(RegistryFields::tr(" and "));
}

} // namespace

RegistryFields::RegistryFields(QFormLayout& form, QObject* parent)
    : QObject(parent)
    , m_form(form)
    , m_fold(linkButton(tr("Schema registry")))
    , m_summary(new ElidedLabel(QString())) {
    setTextStyle(*m_summary, TextStyle::Small);
    setInk(*m_summary, Token::Ink3);
    m_fold->setObjectName(QStringLiteral("registryFold"));
    m_summary->setObjectName(QStringLiteral("registrySummary"));
    const int fold = m_form.rowCount();
    m_form.addRow(m_fold, m_summary);
    m_addresses = addLine(tr("Address"), tr("Registry address"), tr("https://host:8081, https://host:8081"));
    m_login = new QComboBox;
    m_addresses->setToolTip(tr("Several are tried in turn"));
    m_login->setAccessibleName(tr("Registry log-in"));
    m_login->addItem(tr("none"), static_cast<int>(Login::None));
    m_login->addItem(tr("user and password"), static_cast<int>(Login::Password));
    m_login->addItem(tr("bearer token"), static_cast<int>(Login::Token));
    m_form.addRow(tr("Log-in"), m_login);
    m_user = addLine(tr("User"), tr("Registry user"), {});
    m_secret = new PasswordFields(m_form,
                                  {tr("Its password or token is"), tr("Password or token"),
                                   tr("Password or token is in"),
                                   tr("Where the registry's password or token is kept")},
                                  this);
    m_ca =
        addLine(tr("CA certificates"), tr("Registry CA certificates"), tr("PEM file; empty: the system's"));
    m_certificate =
        addLine(tr("Client certificate"), tr("Registry client certificate"), tr("PEM file; empty: none"));
    m_key = addLine(tr("Client key"), tr("Registry client key"), tr("PEM file"));
    // They belong to the registry, under its name.
    for (int row = fold + 1; row < m_form.rowCount(); ++row)
        m_form.itemAt(row, QFormLayout::LabelRole)
            ->widget()
            ->setContentsMargins(metrics::kIcon + metrics::kGap8, 0, 0, 0);
    connect(m_fold, &QPushButton::clicked, this, [this] {
        m_folded = !m_folded;
        showNeeded();
    });
    connect(m_login, &QComboBox::currentIndexChanged, this, [this] {
        showNeeded();
        Q_EMIT edited();
    });
    connect(m_secret, &PasswordFields::edited, this, &RegistryFields::edited);
    showNeeded();
}

/// The label says what the field is among the registry's, `name` what it is in the dialog.
QLineEdit* RegistryFields::addLine(const QString& label, const QString& name, const QString& hint) {
    auto* line = new QLineEdit;
    line->setAccessibleName(name);
    line->setPlaceholderText(hint);
    setScaled(*line, Extent::MinimumWidth, kRegistryFieldWidth);
    setTextStyle(*line, TextStyle::Value);
    connect(line, &QLineEdit::textEdited, this, [this, line] {
        setFieldError(*line, false);
        showNeeded();
        Q_EMIT edited();
    });
    m_form.addRow(label, line);
    return line;
}

RegistryFields::Login RegistryFields::login() const {
    return static_cast<Login>(m_login->currentData().toInt());
}

QWidget* RegistryFields::addressField() const { return m_addresses; }

std::vector<std::string> RegistryFields::addresses() const {
    static const QRegularExpression kSeparators("[\\s,;]+");
    std::vector<std::string> out;
    for (const QString& address : m_addresses->text().split(kSeparators, Qt::SkipEmptyParts))
        out.push_back(address.toStdString());
    return out;
}

void RegistryFields::setAccess(const broker::RegistryAccess& access) {
    QStringList addresses;
    for (const std::string& address : access.addresses)
        addresses << QString::fromStdString(address);
    m_addresses->setText(addresses.join(QStringLiteral(", ")));
    const Login used = !access.tokenSource.empty()                                ? Login::Token
                       : access.username.empty() && access.passwordSource.empty() ? Login::None
                                                                                  : Login::Password;
    m_login->setCurrentIndex(m_login->findData(static_cast<int>(used)));
    m_user->setText(QString::fromStdString(access.username));
    m_secret->setSource(QString::fromStdString(access.secretSource()));
    m_ca->setText(QString::fromStdString(access.caFile));
    m_certificate->setText(QString::fromStdString(access.certificateFile));
    m_key->setText(QString::fromStdString(access.keyFile));
    showNeeded();
}

broker::RegistryAccess RegistryFields::access(const std::string& connection) const {
    broker::RegistryAccess out;
    out.addresses = addresses();
    if (!out.isStated())
        return {};
    const std::string source =
        m_secret->source(QString::fromStdString(broker::registrySecretName(connection))).toStdString();
    if (login() == Login::Password) {
        out.username = m_user->text().toStdString();
        out.passwordSource = source;
    } else if (login() == Login::Token) {
        out.tokenSource = source;
    }
    out.caFile = m_ca->text().trimmed().toStdString();
    out.certificateFile = m_certificate->text().trimmed().toStdString();
    out.keyFile = m_key->text().trimmed().toStdString();
    return out;
}

QString RegistryFields::problem(QWidget*& field) {
    const auto stated = addresses();
    if (stated.empty())
        return {};
    field = m_addresses;
    for (const std::string& address : stated)
        if (const Status fine = broker::checkRegistryAddress(address); !fine) {
            unfold();
            return m_addresses->text().contains(QLatin1Char('@'))
                       ? tr("Write the address alone. User and password have fields of their own.")
                       : tr("Write the registry's address as http://host:8081 or https://host/path.");
        }
    QString missing;
    if (login() != Login::None)
        missing = m_secret->problem(field);
    if (missing.isEmpty() && m_certificate->text().trimmed().isEmpty() != m_key->text().trimmed().isEmpty()) {
        field = m_certificate;
        missing = tr("The registry's client certificate and its key go together.");
    }
    if (!missing.isEmpty())
        unfold();
    return missing;
}

void RegistryFields::showFailure(ErrorCode code) {
    unfold();
    const bool ofLogin = code == ErrorCode::AuthenticationFailed || code == ErrorCode::NotAuthorized;
    QLineEdit* const field = ofLogin && login() == Login::Password ? m_user : m_addresses;
    setFieldError(*field, true);
}

void RegistryFields::unfold() {
    m_folded = false;
    showNeeded();
}

void RegistryFields::showNeeded() {
    m_fold->setIcon(icon(m_folded ? QStringLiteral("chevron-right") : QStringLiteral("chevron-down")));
    m_fold->setAccessibleDescription(m_folded ? tr("folded") : tr("unfolded"));
    m_summary->setText(!m_folded             ? tr("for the schemas of %1").arg(formatNames())
                       : addresses().empty() ? tr("none; it has the schemas of %1").arg(formatNames())
                                             : m_addresses->text().trimmed());
    for (QWidget* field :
         {static_cast<QWidget*>(m_addresses), static_cast<QWidget*>(m_login), static_cast<QWidget*>(m_ca),
          static_cast<QWidget*>(m_certificate), static_cast<QWidget*>(m_key)})
        m_form.setRowVisible(field, !m_folded);
    m_form.setRowVisible(m_user, !m_folded && login() == Login::Password);
    m_secret->setNeeded(!m_folded && login() != Login::None);
}

} // namespace driftwood::ui
