#pragma once

#include "ui/page/page.h"

class QFormLayout;

namespace driftwood::ui {

/// The user's settings: appearance, text size, time zone, language.
class SettingsPage : public Page {
    Q_OBJECT

  public:
    SettingsPage(const PageContext& context, QWidget* parent);

    bool open(const Link& link) override;
    [[nodiscard]] QList<Crumb> crumbs() const override;

  private:
    QWidget* themeChoice();
    QWidget* textSize();
    QWidget* zoneChoice();
    QWidget* languageChoice();

    PageContext m_context;
};

} // namespace driftwood::ui
