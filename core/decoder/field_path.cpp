#include "decoder/field_path.h"

namespace driftwood::decoder {
namespace {

constexpr std::string_view kOpen = "[\"";
constexpr std::string_view kClose = "\"]";

} // namespace

FieldPath parseFieldPath(std::string_view path) {
    FieldPath out;
    std::size_t at = 0;
    while (at <= path.size()) {
        if (path.substr(at).starts_with(kOpen)) {
            const std::size_t close = path.find(kClose, at + kOpen.size());
            if (close != std::string_view::npos) {
                out.names.emplace_back(path.substr(at + kOpen.size(), close - at - kOpen.size()));
                out.exact = true;
                at = close + kClose.size();
                if (at == path.size())
                    break;
                at += path[at] == '.' ? 1 : 0;
                continue;
            }
        }
        // Brackets that are never closed belong to the name.
        const std::size_t lastClose = path.rfind(kClose);
        const auto opensName = [&](std::size_t begin) {
            return path.substr(begin).starts_with(kOpen) && lastClose != std::string_view::npos &&
                   begin + kOpen.size() <= lastClose;
        };
        std::size_t end = at;
        while (end < path.size() && path[end] != '.' && !opensName(end))
            ++end;
        out.names.emplace_back(path.substr(at, end - at));
        if (end == path.size())
            break;
        at = path[end] == '.' ? end + 1 : end;
    }
    return out;
}

void appendExactName(std::string& path, std::string_view name) {
    if (name.find('.') != std::string_view::npos)
        path.append(kOpen).append(name).append(kClose);
    else
        path.append(path.empty() ? "" : ".").append(name);
}

} // namespace driftwood::decoder
