#include "ui/connect/connection_form.h"

#include "base/safe_name.h"
#include "broker/profile/allowed_properties.h"
#include "ui/connect/password_fields.h"
#include "ui/connect/registry_fields.h"
#include "ui/format/format.h"
#include "ui/theme/appearance.h"
#include "ui/theme/metrics.h"
#include "ui/theme/scaled_size.h"
#include "ui/theme/type.h"
#include "ui/widgets/messages/error_sentences.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRegularExpression>

namespace driftwood::ui {
namespace {

using broker::SaslMechanism;
using broker::Security;

constexpr int kFieldWidth = 320;
constexpr int kExtraLines = 3;

bool usesSasl(Security security) {
    return security == Security::SaslPlaintext || security == Security::SaslTls;
}
bool usesTls(Security security) { return security == Security::Tls || security == Security::SaslTls; }

/// A combo box of an enumeration's values, by Kafka's names.
template <class Enum>
QComboBox* combo(std::initializer_list<Enum> values, std::string_view (*name)(Enum), const QString& what) {
    auto* box = new QComboBox;
    box->setAccessibleName(what);
    setTextStyle(*box, TextStyle::Value);
    for (const Enum value : values)
        box->addItem(qt(name(value)), static_cast<int>(value));
    return box;
}

template <class Enum>
Enum chosen(const QComboBox& box) {
    return static_cast<Enum>(box.currentData().toInt());
}

template <class Enum>
void choose(QComboBox& box, Enum value) {
    box.setCurrentIndex(box.findData(static_cast<int>(value)));
}

/// Those with text, without blanks around it.
QStringList linesOf(const QPlainTextEdit& field) {
    QStringList out;
    for (const QString& line : field.toPlainText().split('\n'))
        if (const QString text = line.trimmed(); !text.isEmpty())
            out << text;
    return out;
}

} // namespace

ConnectionForm::ConnectionForm(QWidget* parent)
    : QWidget(parent)
    , m_form(new QFormLayout(this))
    , m_salt(broker::newMaskSalt()) {
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(metrics::kGap16);
    m_form->setVerticalSpacing(metrics::kGap8);
    m_form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_name = addLine(tr("Name"), tr("plant-staging"), false);
    m_servers = addLine(tr("Bootstrap servers"), tr("host:9092, host:9092"), true);
    m_label = new QComboBox;
    m_label->setEditable(true);
    m_label->addItems({QString(), tr("staging"), tr("production")});
    m_label->setAccessibleName(tr("Label"));
    m_label->setToolTip(
        tr("Shown beside the name; a label that begins with “prod” is highlighted, and writing asks first"));
    m_form->addRow(tr("Label"), m_label);
    m_security = combo({Security::Plaintext, Security::Tls, Security::SaslPlaintext, Security::SaslTls},
                       &broker::securityName, tr("Security"));
    m_form->addRow(tr("Security"), m_security);
    m_mechanism = combo({SaslMechanism::ScramSha512, SaslMechanism::ScramSha256, SaslMechanism::Plain},
                        &broker::mechanismName, tr("Mechanism"));
    m_form->addRow(tr("Mechanism"), m_mechanism);
    m_user = addLine(tr("User"), {}, true);
    m_password = new PasswordFields(*m_form, this);
    connect(m_password, &PasswordFields::edited, this, &ConnectionForm::edited);
    m_ca = addLine(tr("CA certificates"), tr("PEM file; empty: the system's"), true);
    m_certificate = addLine(tr("Client certificate"), tr("PEM file; empty: none"), true);
    m_key = addLine(tr("Client key"), tr("PEM file"), true);
    m_extra = addLines(tr("Further properties"), tr("librdkafka properties, one NAME=VALUE per line"));
    m_masks = addLines(tr("Masked fields"), tr("One FIELD=hide, hash or last4 per line: user.email=hash"));
    m_masks->setObjectName(QStringLiteral("maskedFields"));
    m_masks->setToolTip(tr("What is masked is not shown, searched, counted or exported; @key is the key"));
    m_registry = new RegistryFields(*m_form, this);
    connect(m_registry, &RegistryFields::edited, this, &ConnectionForm::edited);
    connect(m_security, &QComboBox::currentIndexChanged, this, &ConnectionForm::showNeeded);
    connect(m_mechanism, &QComboBox::currentIndexChanged, this, &ConnectionForm::edited);
    setFocusProxy(m_name);
    showNeeded();
}

QPlainTextEdit* ConnectionForm::addLines(const QString& label, const QString& hint) {
    auto* lines = new QPlainTextEdit;
    setTextStyle(*lines, TextStyle::Value);
    lines->setAccessibleName(label);
    lines->setPlaceholderText(hint);
    lines->setFixedHeight(kExtraLines * scaled(18) + 2 * metrics::kGap8);
    lines->setTabChangesFocus(true);
    m_form->addRow(label, lines);
    connect(lines, &QPlainTextEdit::textChanged, this, &ConnectionForm::edited);
    return lines;
}

QLineEdit* ConnectionForm::addLine(const QString& label, const QString& hint, bool mono) {
    auto* line = new QLineEdit;
    line->setAccessibleName(label);
    line->setPlaceholderText(hint);
    setScaled(*line, Extent::MinimumWidth, kFieldWidth);
    if (mono)
        setTextStyle(*line, TextStyle::Value);
    connect(line, &QLineEdit::textEdited, this, [this, line] {
        setFieldError(*line, false);
        Q_EMIT edited();
    });
    m_form->addRow(label, line);
    return line;
}

void ConnectionForm::showNeeded() {
    const auto security = chosen<Security>(*m_security);
    // Qt 6.4 can hide a row of a form together with its label.
    for (QWidget* field : std::initializer_list<QWidget*>{m_mechanism, m_user})
        m_form->setRowVisible(field, usesSasl(security));
    m_password->setNeeded(usesSasl(security));
    for (QWidget* field : std::initializer_list<QWidget*>{m_ca, m_certificate, m_key})
        m_form->setRowVisible(field, usesTls(security));
    Q_EMIT edited();
}

void ConnectionForm::setProfile(const broker::ConnectionProfile& profile) {
    m_name->setText(QString::fromStdString(profile.name));
    m_servers->setText(QString::fromStdString(profile.bootstrapServers));
    m_label->setCurrentText(QString::fromStdString(profile.label));
    choose(*m_security, profile.security);
    choose(*m_mechanism, profile.mechanism);
    m_user->setText(QString::fromStdString(profile.username));
    m_password->setSource(QString::fromStdString(profile.passwordSource));
    m_ca->setText(QString::fromStdString(profile.caFile));
    m_certificate->setText(QString::fromStdString(profile.certificateFile));
    m_key->setText(QString::fromStdString(profile.keyFile));
    m_registry->setAccess(profile.registry);
    QStringList masks;
    for (const broker::FieldMask& mask : profile.masks.fields)
        masks << QString::fromStdString(mask.path) + '=' + qt(broker::maskName(mask.kind));
    m_masks->setPlainText(masks.join('\n'));
    if (!profile.masks.salt.empty())
        m_salt = profile.masks.salt;
    QStringList lines;
    for (const auto& [name, value] : profile.extra)
        lines << QString::fromStdString(name) + '=' + QString::fromStdString(value);
    m_extra->setPlainText(lines.join('\n'));
}

broker::ConnectionProfile ConnectionForm::profile() const {
    broker::ConnectionProfile profile;
    profile.name = m_name->text().trimmed().toStdString();
    static const QRegularExpression kSeparators("[\\s,;]+");
    profile.bootstrapServers =
        m_servers->text().split(kSeparators, Qt::SkipEmptyParts).join(',').toStdString();
    profile.label = m_label->currentText().trimmed().toStdString();
    profile.security = chosen<Security>(*m_security);
    if (usesSasl(profile.security)) {
        profile.mechanism = chosen<SaslMechanism>(*m_mechanism);
        profile.username = m_user->text().toStdString();
        profile.passwordSource = m_password->source(QString::fromStdString(profile.name)).toStdString();
    }
    if (usesTls(profile.security)) {
        profile.caFile = m_ca->text().trimmed().toStdString();
        profile.certificateFile = m_certificate->text().trimmed().toStdString();
        profile.keyFile = m_key->text().trimmed().toStdString();
    }
    profile.registry = m_registry->access(profile.name);
    for (const QString& line : linesOf(*m_masks))
        if (auto mask = broker::maskFromText(line.toStdString()))
            profile.masks.fields.push_back(std::move(*mask));
    if (!profile.masks.empty())
        profile.masks.salt = m_salt;
    for (const QString& line : m_extra->toPlainText().split('\n', Qt::SkipEmptyParts)) {
        const auto equals = line.indexOf('=');
        profile.extra[line.left(equals).trimmed().toStdString()] =
            line.mid(equals + 1).trimmed().toStdString();
    }
    return profile;
}

QString ConnectionForm::wrong(QWidget* field, const QString& sentence) {
    setFieldError(*field, true);
    field->setFocus();
    return sentence;
}

QString ConnectionForm::problem() {
    if (m_name->text().trimmed().isEmpty())
        return wrong(m_name, tr("Give the connection a name."));
    if (const Status fine = checkName("a connection", profile().name); !fine)
        return wrong(m_name, whatHappenedAndToDo(fine.error()));
    if (m_servers->text().trimmed().isEmpty())
        return wrong(m_servers, tr("Name at least one server, as host:port."));
    if (const auto ok = broker::checkServers(m_servers->text().toStdString()); !ok)
        return wrong(m_servers, m_servers->text().contains(QLatin1Char('@'))
                                    ? tr("Write host:port alone. User and password have fields of their own.")
                                    : tr("Write host:port, with a port from 1 to 65535."));
    const auto security = chosen<Security>(*m_security);
    if (usesSasl(security) && m_user->text().isEmpty())
        return wrong(m_user, tr("A log-in needs a user."));
    QWidget* passwordField = nullptr;
    if (const QString missing = usesSasl(security) ? m_password->problem(passwordField) : QString();
        !missing.isEmpty())
        return wrong(passwordField, missing);
    if (usesTls(security) && m_certificate->text().trimmed().isEmpty() != m_key->text().trimmed().isEmpty())
        return wrong(m_certificate, tr("A client certificate and its key go together."));
    if (const QString missing = m_registry->problem(passwordField); !missing.isEmpty())
        return wrong(passwordField, missing);
    for (const QString& line : linesOf(*m_masks))
        if (!broker::maskFromText(line.toStdString()))
            return wrong(m_masks, tr("“%1” is not FIELD=hide, FIELD=hash or FIELD=last4.").arg(line));
    if (!broker::checkMasks(profile().masks))
        return wrong(m_masks, tr("A field is masked once."));
    for (const QString& line : m_extra->toPlainText().split('\n', Qt::SkipEmptyParts))
        if (line.indexOf('=') < 1)
            return wrong(m_extra, tr("“%1” is not NAME=VALUE.").arg(line.trimmed()));
    for (const auto& [name, value] : profile().extra)
        if (const std::string why = broker::whyPropertyIsRefused(name); !why.empty())
            return wrong(m_extra, tr("A connection may not set %1. %2")
                                      .arg(QString::fromStdString(name), QString::fromStdString(why)));
    return {};
}

} // namespace driftwood::ui
