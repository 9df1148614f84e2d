#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <new>

namespace driftwood::training {

/// Zero-filled floats, aligned to a cache line so that no vector of a padded row straddles two lines.
class AlignedBuffer {
  public:
    explicit AlignedBuffer(std::size_t size)
        : m_data(static_cast<float*>(::operator new[](size * sizeof(float), kAlignment))) {
        std::fill_n(m_data.get(), size, 0.0F);
    }
    [[nodiscard]] float* data() { return m_data.get(); }
    [[nodiscard]] const float* data() const { return m_data.get(); }

  private:
    static constexpr std::align_val_t kAlignment{64};
    struct Deleter {
        void operator()(float* data) const { ::operator delete[](data, kAlignment); }
    };
    std::unique_ptr<float[], Deleter> m_data;
};

} // namespace driftwood::training
