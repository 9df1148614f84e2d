#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <sys/mount.h>
#include <utility>

namespace driftwood::test {

/// A separate file system with this many kilobytes; needs root.
class SmallDisk {
  public:
    SmallDisk(std::filesystem::path where, int kilobytes)
        : m_where(std::move(where)) {
        const std::string size = "size=" + std::to_string(kilobytes) + "k,mode=0755";
        m_mounted = std::filesystem::create_directories(m_where) &&
                    ::mount("tmpfs", m_where.c_str(), "tmpfs", 0, size.c_str()) == 0;
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    ~SmallDisk() {
        if (m_mounted)
            ::umount2(m_where.c_str(), MNT_DETACH);
    }
    [[nodiscard]] bool mounted() const { return m_mounted; }
    [[nodiscard]] bool makeReadOnly() const {
        return ::mount("tmpfs", m_where.c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, nullptr) == 0;
    }
    /// Fills the file system up to `left` kilobytes.
    void fill(int left) const {
        const auto room = std::filesystem::space(m_where).available;
        const std::string block(static_cast<std::size_t>(room) - static_cast<std::size_t>(left) * 1024, 'x');
        std::ofstream(m_where / "ballast") << block;
    }

  private:
    std::filesystem::path m_where;
    bool m_mounted = false;
};

} // namespace driftwood::test
