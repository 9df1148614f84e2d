#pragma once

#include <QLocale>
#include <QString>
#include <QTranslator>

namespace driftwood::workbench {

/// The application's language, from construction to destruction: Driftwood's words, those of Qt's own
/// dialogs, and the names of days and months. What has no translation stays English.
class Language {
  public:
    /// `name`: "" follows the system; else as "en", "de".
    explicit Language(const QString& name);
    ~Language();
    Language(const Language&) = delete;
    Language& operator=(const Language&) = delete;

  private:
    QLocale m_before; ///< the default there was
    QTranslator m_englishPlurals;
    QTranslator m_words;
    QTranslator m_qtWords;
};

} // namespace driftwood::workbench
