#include "app/workbench/language.h"

#include "ui/format/numbers.h"

#include <QCoreApplication>
#include <QLibraryInfo>

namespace driftwood::workbench {
namespace {

bool install(QTranslator& translator, const QLocale& locale, const QString& name, const QString& folder) {
    return translator.load(locale, name, QStringLiteral("_"), folder) &&
           QCoreApplication::installTranslator(&translator);
}

} // namespace

// A destroyed translator removes itself from the application; the last one installed is asked first.
Language::Language(const QString& name) {
    const QString own = QStringLiteral("driftwood");
    const QString ownFolder = QStringLiteral(":/translations");
    const QLocale locale = name.isEmpty() ? QLocale::system() : QLocale(name);
    QLocale::setDefault(locale);
    (void)install(m_englishPlurals, QLocale(QLocale::English), own, ownFolder);
    (void)install(m_qtWords, locale, QStringLiteral("qtbase"),
                  QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    // Numbers follow the language of the texts: "1.306" means another number in an English sentence.
    const bool translated = install(m_words, locale, own, ownFolder);
    ui::setNumberLocale(translated ? locale : QLocale(QLocale::English));
}

Language::~Language() {
    QLocale::setDefault(m_before);
    ui::setNumberLocale(QLocale(QLocale::English));
}

} // namespace driftwood::workbench
