#include "workspace/leftovers.h"

#include "base/log.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <csignal>
#include <optional>

namespace driftwood::workspace {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr std::string_view kPartial = ".partial-"; // in the name of a bundle's temporary folder
constexpr std::string_view kTemporary = ".tmp";    // in the name of a temporary file

/// Older programs wrote bundles without a process id; these may be in use for up to a day.
constexpr auto kLongWriting = 24h;
/// A process in another container may look as if it were gone.
constexpr auto kShortWriting = 1min;

/// The number that follows `mark` in a name; 0 when no number follows, nothing without the mark.
std::optional<int> processIn(std::string_view name, std::string_view mark) {
    const auto at = name.rfind(mark);
    if (at == std::string_view::npos)
        return std::nullopt;
    int process = 0;
    const std::string_view rest = name.substr(at + mark.size());
    const auto read = std::from_chars(rest.data(), rest.data() + rest.size(), process);
    const std::string_view after(read.ptr, static_cast<std::size_t>(rest.data() + rest.size() - read.ptr));
    const bool isNumber = read.ec == std::errc{} && process > 0 &&
                          (after.empty() || after.front() == '-'); // before "-journal" or mkdtemp's letters
    return isNumber ? process : 0;
}

bool isGone(int process) { return ::kill(process, 0) != 0 && errno == ESRCH; }

/// The latest modification time of the file, or of the folder and its files.
fs::file_time_type lastWritten(const fs::directory_entry& entry) {
    std::error_code failed;
    fs::file_time_type last = entry.last_write_time(failed);
    if (entry.is_directory(failed))
        for (fs::directory_iterator at(entry.path(), failed), end; !failed && at != end; at.increment(failed))
            last = std::max(last, at->last_write_time(failed));
    return failed ? fs::file_time_type::max() : last;
}

bool isLeftover(const fs::directory_entry& entry) {
    const std::string name = entry.path().filename().string();
    std::error_code failed;
    const bool isFolder = entry.is_directory(failed);
    const auto process = processIn(name, isFolder ? kPartial : kTemporary);
    if (failed || entry.is_symlink(failed) || !process || (!isFolder && *process == 0))
        return false;
    if (*process != 0 && !isGone(*process))
        return false;
    const auto age = fs::file_time_type::clock::now() - lastWritten(entry);
    return *process != 0 ? age > kShortWriting : age > kLongWriting;
}

/// Only entries whose names start with `begin`, because the user may keep other files there.
void clearFolder(const fs::path& folder, const std::string& begin) {
    std::error_code failed;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
        if (!at->path().filename().string().starts_with(begin) || !isLeftover(*at))
            continue;
        std::error_code stays;
        fs::remove_all(at->path(), stays);
        log::info("workspace: removed what a killed program left: " + at->path().string());
    }
}

} // namespace

void clearLeftovers(Database& database) {
    const fs::path folder = database.file().parent_path();
    clearFolder(folder, database.file().filename().string() + ".");
    clearFolder(folder / "models", ".");
    clearFolder(folder / "checkpoints", "run-");
    const auto finished = database.select<std::int64_t>("SELECT id FROM runs WHERE status = 'finished'", {},
                                                        [](RowReader row) { return row.integer(); });
    if (!finished)
        return;
    for (const std::int64_t id : *finished) {
        std::error_code ignored;
        fs::remove(folder / "checkpoints" / ("run-" + std::to_string(id) + ".safetensors"), ignored);
    }
}

} // namespace driftwood::workspace
