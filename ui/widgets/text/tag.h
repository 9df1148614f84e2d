#pragma once

#include "ui/widgets/text/kinds.h"

#include <QWidget>

class QPainter;

namespace driftwood::ui {

/// A small rounded label: "champion", "Running", "38 % expired", "3 alarms", or a cluster's "STAGING".
class Tag : public QWidget {
    Q_OBJECT

  public:
    explicit Tag(QWidget* parent = nullptr);
    explicit Tag(const QString& text, TagKind kind = TagKind::Neutral, QWidget* parent = nullptr);

    void setTag(const QString& text, TagKind kind = TagKind::Neutral);
    /// The label of a cluster, in capitals on one of clusterColorNames().
    void setCluster(const QString& text, const QString& colorName);
    /// A dot before the text, as on "Running".
    void setDot(bool dot);
    [[nodiscard]] const QString& text() const { return m_text; }
    [[nodiscard]] TagKind kind() const { return m_kind; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

  protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    QString m_text;
    QString m_cluster;
    TagKind m_kind = TagKind::Neutral;
    bool m_dot = false;
};

// The same drawing without a widget, for delegates.
[[nodiscard]] QSize tagSize(const QString& text, TagKind kind, bool dot = false);
void paintTag(QPainter& painter, const QPoint& topLeft, const QString& text, TagKind kind, bool dot = false);
[[nodiscard]] QSize clusterTagSize(const QString& text);
void paintClusterTag(QPainter& painter, const QPoint& topLeft, const QString& text, const QString& colorName);

} // namespace driftwood::ui
