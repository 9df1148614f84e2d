#include "workspace/copies.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/shell_word.h"

#include <algorithm>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace driftwood::workspace {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSuffix = ".bak";
constexpr std::size_t kDateLength = std::string_view("2026-05-01").size();

bool isDate(std::string_view text) {
    return text.size() == kDateLength && text.find_first_not_of("0123456789-") == std::string_view::npos;
}

/// All copies of the file, each with the part of its name between the file's name and ".bak".
std::vector<std::pair<fs::path, std::string>> copiesOf(const fs::path& file) {
    const std::string begin = file.filename().string() + ".";
    std::vector<std::pair<fs::path, std::string>> copies;
    std::error_code failed;
    for (fs::directory_iterator at(file.parent_path(), failed), end; !failed && at != end;
         at.increment(failed)) {
        const std::string name = at->path().filename().string();
        if (name.starts_with(begin) && name.ends_with(kSuffix) &&
            name.size() >= begin.size() + kSuffix.size())
            copies.emplace_back(at->path(),
                                name.substr(begin.size(), name.size() - begin.size() - kSuffix.size()));
    }
    return copies;
}

bool hasRoomFor(const fs::path& file) {
    std::error_code failed;
    const auto size = fs::file_size(file, failed);
    const auto room = failed ? fs::space_info{} : fs::space(file.parent_path(), failed);
    return !failed && room.available / 3 > size;
}

} // namespace

Status writeCopy(Database& database, const fs::path& copy) {
    const std::string temporary = copy.string() + ".tmp" + std::to_string(::getpid());
    const auto abandon = [&](Error error) -> Status {
        ::unlink(temporary.c_str());
        return tl::unexpected<Error>(std::move(error));
    };
    ::unlink(temporary.c_str());
    // Created here so that it is private to the user; SQLite accepts an existing empty file.
    const int file = ::open(temporary.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0)
        return fail(errno == ENOSPC ? ErrorCode::NoSpace : ErrorCode::Io,
                    std::string("the copy cannot be made: ") + std::strerror(errno), copy.string());
    auto copied = database.execute("VACUUM INTO ?", {text(temporary)});
    const bool synced = copied && ::fsync(file) == 0; // VACUUM INTO does not sync
    ::close(file);
    if (!copied)
        return abandon(copied.error());
    if (!synced)
        return abandon({ErrorCode::Io, "it cannot be written to the disk", copy.string(), {}});
    std::error_code failed;
    fs::rename(temporary, copy, failed);
    if (failed)
        return abandon({ErrorCode::Io, failed.message(), copy.string(), {}});
    return {};
}

void keepDailyCopy(Database& database) {
    const fs::path& file = database.file();
    const std::string today = formatIso8601(timeNow()).substr(0, kDateLength);
    const fs::path copy = file.string() + "." + today + std::string(kSuffix);
    std::error_code failed;
    if (fs::exists(copy, failed) || !hasRoomFor(file))
        return;
    if (auto written = writeCopy(database, copy); !written) {
        log::info("workspace: no copy of today: " + written.error().text());
        return;
    }
    std::vector<fs::path> dated;
    for (const auto& [path, kind] : copiesOf(file))
        if (isDate(kind))
            dated.push_back(path);
    std::ranges::sort(dated, std::greater());
    for (std::size_t i = kDailyCopies; i < dated.size(); ++i)
        fs::remove(dated[i], failed);
}

fs::path newestCopy(const fs::path& file) {
    fs::path newest;
    fs::file_time_type newestTime = fs::file_time_type::min();
    for (const auto& [path, kind] : copiesOf(file)) {
        std::error_code failed;
        const auto time = fs::last_write_time(path, failed);
        if (!failed && time >= newestTime) {
            newest = path;
            newestTime = time;
        }
    }
    return newest;
}

std::string howToPutBack(const fs::path& file) {
    const std::string models = "driftwood-cli --workspace " + shellWord(file.parent_path().string()) +
                               " models import " + shellWord((file.parent_path() / "models").string()) + "/*";
    const fs::path copy = newestCopy(file);
    if (copy.empty())
        return "Move it away to begin with an empty workspace, or choose another folder; there is no copy of "
               "it here. Its models are taken in again with: " +
               models;
    return "Move it away, with those beside it that end in -wal and -shm, and give its name to the newest "
           "copy, " +
           copy.filename().string() + ". Models that it does not know yet are taken in again with: " + models;
}

} // namespace driftwood::workspace
