#include "base/files.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace driftwood {
namespace {

tl::unexpected<Error> ioError(const char* action, const std::filesystem::path& path, int error) {
    if (error == ENOSPC || error == EDQUOT)
        return fail(ErrorCode::NoSpace, std::string("cannot ") + action + ": the disk is full", path.string(),
                    "Free some space or choose another folder; nothing that was there has been changed.");
    if (error == ENOENT)
        return fail(ErrorCode::NotFound, std::string("cannot ") + action + ": no such file or folder",
                    path.string(), "Check the path; a file's folder must be there already.");
    if (error == EACCES || error == EPERM)
        return fail(ErrorCode::Io, std::string("cannot ") + action + ": permission denied", path.string(),
                    "Choose a folder you may write to, or change its permissions.");
    return fail(ErrorCode::Io, std::string("cannot ") + action + ": " + std::strerror(error), path.string());
}

/// Closes a file descriptor at the end of a scope.
class Descriptor {
  public:
    explicit Descriptor(int fd)
        : m_fd(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    [[nodiscard]] int get() const { return m_fd; }
    /// Some file systems report a failed write only when the file is closed.
    [[nodiscard]] int close() {
        const int result = ::close(m_fd);
        m_fd = -1;
        return result;
    }

  private:
    int m_fd;
};

} // namespace

Status checkReplaceable(const std::filesystem::path& path) {
    struct stat info {};
    if (::lstat(path.c_str(), &info) != 0)
        return {}; // the file does not exist, or writing it will report why it cannot be examined
    if (S_ISLNK(info.st_mode) && ::stat(path.c_str(), &info) != 0)
        return fail(ErrorCode::InvalidArgument, "this is a link that leads nowhere", path.string(),
                    "Remove the link, or name another file.");
    if (S_ISREG(info.st_mode))
        return {};
    if (S_ISDIR(info.st_mode))
        return fail(ErrorCode::InvalidArgument, "this is a folder, not a file", path.string(),
                    "Name a file in it.");
    return fail(ErrorCode::InvalidArgument,
                std::string("this is ") +
                    (S_ISFIFO(info.st_mode)   ? "a pipe"
                     : S_ISSOCK(info.st_mode) ? "a socket"
                                              : "a device") +
                    ", and the file would take its place",
                path.string(), "Name a file; nothing has been changed.");
}

Status writeFileAtomically(const std::filesystem::path& wanted, std::string_view content, FileAccess access) {
    if (Status s = checkReplaceable(wanted); !s)
        return s;
    std::error_code failed;
    std::filesystem::path path =
        std::filesystem::is_symlink(wanted, failed) ? std::filesystem::canonical(wanted, failed) : wanted;
    if (failed)
        path = wanted;
    const std::filesystem::path temporary = path.string() + ".tmp" + std::to_string(::getpid());
    Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
                           access == FileAccess::Private ? 0600 : 0644));
    if (file.get() < 0)
        return ioError("create file", path, errno);
    const auto abandon = [&](int error) {
        ::unlink(temporary.c_str());
        return ioError("write file", path, error);
    };
    while (!content.empty()) {
        const auto written = ::write(file.get(), content.data(), content.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return abandon(errno);
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(file.get()) != 0 || file.close() != 0)
        return abandon(errno);
    if (::rename(temporary.c_str(), path.c_str()) != 0)
        return abandon(errno);
    const auto parent = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    const Descriptor folder(::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.get() >= 0)
        ::fsync(folder.get());
    return {};
}

Result<std::string> readFile(const std::filesystem::path& path, std::uint64_t maxBytes) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0)
        return ioError("open file", path, errno);
    struct stat info {};
    if (::fstat(file.get(), &info) != 0)
        return ioError("read file", path, errno);
    if (!S_ISREG(info.st_mode))
        return fail(ErrorCode::InvalidArgument, "not a regular file", path.string(),
                    "Name a file, not a folder or a device.");
    const auto size = static_cast<std::uint64_t>(info.st_size);
    if (size > maxBytes)
        return fail(ErrorCode::CorruptData,
                    "file has " + std::to_string(size) + " bytes, more than the " + std::to_string(maxBytes) +
                        " that are plausible here",
                    path.string());
    std::string content(size, '\0');
    std::size_t done = 0;
    while (done < content.size()) {
        const auto got = ::read(file.get(), content.data() + done, content.size() - done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return ioError("read file", path, errno);
        if (got == 0)
            break;
        done += static_cast<std::size_t>(got);
    }
    content.resize(done);
    return content;
}

Status makeFolder(const std::filesystem::path& path, FileAccess access) {
    std::error_code error;
    if (access == FileAccess::Private && !std::filesystem::exists(path, error)) {
        if (path.has_parent_path())
            std::filesystem::create_directories(path.parent_path(), error);
        if (!error && ::mkdir(path.c_str(), 0700) == 0)
            return {};
    }
    std::filesystem::create_directories(path, error);
    if (error)
        return ioError("make folder", path, error.value());
    return {};
}

void makePrivate(const std::filesystem::path& path) {
    struct stat info {};
    if (::lstat(path.c_str(), &info) != 0 || info.st_uid != ::geteuid() || (info.st_mode & S_IRWXO) == 0 ||
        !(S_ISREG(info.st_mode) || S_ISDIR(info.st_mode)))
        return;
    (void)::chmod(path.c_str(), info.st_mode & 07700U); // best effort: on failure the mode stays as it was
}

bool isDiskFull(const std::filesystem::path& path) {
    constexpr std::uint64_t kHardlyAnything = 64U << 10U; // SQLite's auxiliary files take 32 KiB
    struct statvfs space {};
    return ::statvfs(path.c_str(), &space) == 0 &&
           static_cast<std::uint64_t>(space.f_bavail) * space.f_frsize < kHardlyAnything;
}

std::string absolutePath(const std::string& path) {
    if (path.empty())
        return {};
    const char* home = std::getenv("HOME");
    const bool inHome = path.starts_with("~/") && home != nullptr;
    const std::filesystem::path whole(inHome ? std::string(home) + path.substr(1) : path);
    return std::filesystem::absolute(whole).lexically_normal().string();
}

std::filesystem::path cacheFolder() {
    const char* const stated = std::getenv("XDG_CACHE_HOME");
    if (stated != nullptr && *stated == '/') // a relative one is invalid by the specification
        return std::filesystem::path(stated) / "driftwood";
    const char* const home = std::getenv("HOME");
    return home != nullptr && *home != '\0' ? std::filesystem::path(home) / ".cache" / "driftwood"
                                            : std::filesystem::path();
}

} // namespace driftwood
