#pragma once

#include <QLocale>
#include <QString>
#include <QTranslator>

namespace driftwood::workbench {

/// Sets the application's language for its lifetime: Driftwood's texts, those of Qt's own dialogs, and the
/// names of days and months. Texts without a translation stay English.
class Language {
  public:
    /// `name`: "" follows the system; otherwise for example "en", "de".
    explicit Language(const QString& name);
    ~Language();
    Language(const Language&) = delete;
    Language& operator=(const Language&) = delete;

  private:
    QLocale m_before; ///< the previous default
    QTranslator m_englishPlurals;
    QTranslator m_words;
    QTranslator m_qtWords;
};

} // namespace driftwood::workbench
