#include "base/log.h"

#include <atomic>
#include <memory>
#include <nlohmann/json.hpp>
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

std::atomic<bool>& asJson() {
    static std::atomic<bool> chosen{false};
    return chosen;
}

} // namespace

void write(Level level, std::string_view message) {
    if (!asJson()) {
        logger().log(toSpdlog(level), "{}", message);
        return;
    }
    if (!logger().should_log(toSpdlog(level)))
        return;
    const nlohmann::json line{{level >= Level::Warning ? "warning" : "diagnostic", message}};
    logger().log(toSpdlog(level), "{}", line.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace));
}

void setLevel(Level level) { logger().set_level(toSpdlog(level)); }

void useJsonLines() {
    asJson() = true;
    logger().set_pattern("%v");
}

} // namespace driftwood::log
