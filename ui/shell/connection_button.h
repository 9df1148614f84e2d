#pragma once

#include "session/connection_session.h"

#include <QAbstractButton>

namespace driftwood::ui {

/// The window's cluster, in the header of every page: dot, name, label, and the menu of other clusters.
class ConnectionButton : public QAbstractButton {
    Q_OBJECT

  public:
    explicit ConnectionButton(const session::ConnectionSession& connection, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    /// "reconnecting", "unreachable since 14:31:50" …; empty without trouble.
    [[nodiscard]] QString trouble() const;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    void follow();
    [[nodiscard]] QString name() const;
    [[nodiscard]] QString label() const; ///< "PRODUCTION"; empty if the profile has none
    [[nodiscard]] QColor dotColor() const;

    const session::ConnectionSession& m_connection;
};

} // namespace driftwood::ui
