#include "ui/connect/password_fields.h"

#include "ui/theme/appearance.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>

namespace driftwood::ui {
namespace {

const QString kKeychainSource = QStringLiteral("keychain:");
const QString kAsk = QStringLiteral("ask:");

} // namespace

PasswordFields::PasswordFields(QFormLayout& form, QObject* parent)
    : PasswordFields(
          form, {tr("Password is"), tr("Password"), tr("Password is in"), tr("Where the password is kept")},
          parent) {}

PasswordFields::PasswordFields(QFormLayout& form, const Labels& labels, QObject* parent)
    : QObject(parent)
    , m_form(form)
    , m_way(new QComboBox)
    , m_typed(new QLineEdit)
    , m_source(new QLineEdit) {
    m_way->addItem(tr("kept in the system's keychain"), static_cast<int>(Way::Keychain));
    m_way->addItem(tr("asked for each time"), static_cast<int>(Way::Ask));
    m_way->addItem(tr("in a variable, a file or the keychain"), static_cast<int>(Way::Elsewhere));
    m_way->setAccessibleName(labels.wayInFull);
    m_typed->setEchoMode(QLineEdit::Password);
    m_typed->setAccessibleName(labels.typed);
    m_source->setPlaceholderText(tr("env:NAME, file:/path or keychain:NAME"));
    m_source->setAccessibleName(labels.source);
    m_source->setToolTip(tr("Where the password is, never the password itself"));
    setTextStyle(*m_source, TextStyle::Value);
    m_form.addRow(labels.way, m_way);
    m_form.addRow(labels.typed, m_typed);
    m_form.addRow(labels.source, m_source);
    connect(m_way, &QComboBox::currentIndexChanged, this, [this] {
        showNeeded();
        Q_EMIT edited();
    });
    for (QLineEdit* line : {m_typed, m_source})
        connect(line, &QLineEdit::textEdited, this, [this, line] {
            setFieldError(*line, false);
            Q_EMIT edited();
        });
    showNeeded();
}

void PasswordFields::setSource(const QString& source) {
    m_kept = source.startsWith(kKeychainSource) ? source : QString();
    m_typed->clear();
    m_source->clear();
    if (source.isEmpty() || source.startsWith(kKeychainSource)) {
        setWay(Way::Keychain);
    } else if (source.startsWith(kAsk)) {
        setWay(Way::Ask);
    } else {
        setWay(Way::Elsewhere);
        m_source->setText(source);
    }
    showNeeded();
}

void PasswordFields::setWay(Way way) { m_way->setCurrentIndex(m_way->findData(static_cast<int>(way))); }

PasswordFields::Way PasswordFields::way() const { return static_cast<Way>(m_way->currentData().toInt()); }

QString PasswordFields::source(const QString& connection) const {
    switch (way()) {
    case Way::Keychain:
        return m_kept.isEmpty() ? kKeychainSource + connection : m_kept;
    case Way::Ask:
        return kAsk + connection;
    case Way::Elsewhere:
        break;
    }
    return m_source->text().trimmed();
}

QString PasswordFields::typed() const { return way() == Way::Elsewhere ? QString() : m_typed->text(); }

QString PasswordFields::problem(QWidget*& field) const {
    field = way() == Way::Elsewhere ? m_source : m_typed;
    if (way() == Way::Keychain && m_kept.isEmpty() && m_typed->text().isEmpty())
        return tr("Type the password, or have it asked for each time.");
    if (way() != Way::Elsewhere)
        return {};
    const QString source = m_source->text().trimmed();
    for (const QString& kind : {QStringLiteral("env:"), QStringLiteral("file:"), kKeychainSource})
        if (source.startsWith(kind) && source.size() > kind.size())
            return {};
    return tr("Say where the password is: env:NAME, file:/path or keychain:NAME.");
}

void PasswordFields::setNeeded(bool needed) {
    m_needed = needed;
    showNeeded();
}

void PasswordFields::showNeeded() {
    m_form.setRowVisible(m_way, m_needed);
    m_form.setRowVisible(m_typed, m_needed && way() != Way::Elsewhere);
    m_form.setRowVisible(m_source, m_needed && way() == Way::Elsewhere);
    m_typed->setPlaceholderText(way() == Way::Ask  ? tr("typed now, or when you connect")
                                : m_kept.isEmpty() ? QString()
                                                   : tr("the one in the keychain"));
}

} // namespace driftwood::ui
