#include "base/log.h"

#include <memory>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

namespace driftwood::log {
namespace {

spdlog::level::level_enum toSpdlog(Level level) {
    switch (level) {
    case Level::Debug:
        return spdlog::level::debug;
    case Level::Info:
        return spdlog::level::info;
    case Level::Warning:
        return spdlog::level::warn;
    case Level::Error:
        return spdlog::level::err;
    }
    return spdlog::level::err;
}

spdlog::logger& logger() {
    static const std::shared_ptr<spdlog::logger> instance = [] {
        auto l = std::make_shared<spdlog::logger>("driftwood",
                                                  std::make_shared<spdlog::sinks::stderr_color_sink_mt>());
        l->set_level(spdlog::level::warn);
        l->set_pattern("%Y-%m-%dT%H:%M:%S.%e %^%l%$ %v");
        return l;
    }();
    return *instance;
}

} // namespace

void write(Level level, std::string_view message) { logger().log(toSpdlog(level), "{}", message); }

void setLevel(Level level) { logger().set_level(toSpdlog(level)); }

void addFile(const std::string& path) {
    try {
        logger().sinks().push_back(
            std::make_shared<spdlog::sinks::rotating_file_sink_mt>(path, 5U << 20U, 3));
    } catch (const spdlog::spdlog_ex& e) {
        write(Level::Warning, std::string("cannot log to ") + path + ": " + e.what());
    }
}

} // namespace driftwood::log
