#include "app/workbench/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>

namespace driftwood::workbench {
namespace {

void install(QTranslator& translator, const QLocale& locale, const QString& name, const QString& folder) {
    if (translator.load(locale, name, QStringLiteral("_"), folder))
        QCoreApplication::installTranslator(&translator);
}

} // namespace

// A translator that goes takes itself out of the application; the one installed last is asked first.
Language::Language(const QString& name) {
    const QString own = QStringLiteral("driftwood");
    const QString ownFolder = QStringLiteral(":/translations");
    const QLocale locale = name.isEmpty() ? QLocale::system() : QLocale(name);
    QLocale::setDefault(locale);
    install(m_englishPlurals, QLocale(QLocale::English), own, ownFolder);
    install(m_qtWords, locale, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(m_words, locale, own, ownFolder);
}

Language::~Language() { QLocale::setDefault(m_before); }

} // namespace driftwood::workbench
