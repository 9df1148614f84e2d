#pragma once

#include "training/network_spec.h"

#include <QWidget>

namespace driftwood::ui {

/// The network as a row of bars whose heights show the layers' widths, with sizes and functions below.
class ArchitectureView : public QWidget {
    Q_OBJECT

  public:
    explicit ArchitectureView(QWidget* parent = nullptr);

    void setNetwork(const training::Network& network, training::NetworkKind kind);
    [[nodiscard]] QSize sizeHint() const override { return {380, 170}; }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    [[nodiscard]] QString role(std::size_t layer) const;
    [[nodiscard]] std::size_t narrowest() const;

    training::Network m_network;
    std::vector<int> m_widths; ///< of the input, then of each layer's output
    bool m_hasCode = false;    ///< the narrowest layer is what an autoencoder knows of its input
};

} // namespace driftwood::ui
