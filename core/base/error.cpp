#include "base/error.h"

namespace driftwood {

std::string Error::text() const {
    std::string out = what;
    if (!where.empty())
        out += " (" + where + ")";
    if (!hint.empty())
        out += ". " + hint;
    return out;
}

std::string_view errorName(ErrorCode code) {
    switch (code) {
    case ErrorCode::InvalidArgument:
        return "invalid-argument";
    case ErrorCode::NotFound:
        return "not-found";
    case ErrorCode::AlreadyExists:
        return "already-exists";
    case ErrorCode::Unreachable:
        return "unreachable";
    case ErrorCode::AuthenticationFailed:
        return "authentication-failed";
    case ErrorCode::NotAuthorized:
        return "not-authorized";
    case ErrorCode::RangeGone:
        return "range-gone";
    case ErrorCode::TopicGone:
        return "topic-gone";
    case ErrorCode::Stalled:
        return "stalled";
    case ErrorCode::Cancelled:
        return "cancelled";
    case ErrorCode::CorruptData:
        return "corrupt-data";
    case ErrorCode::Mismatch:
        return "mismatch";
    case ErrorCode::NoSpace:
        return "no-space";
    case ErrorCode::NoMemory:
        return "no-memory";
    case ErrorCode::Io:
        return "io";
    case ErrorCode::Unsupported:
        return "unsupported";
    case ErrorCode::Internal:
        return "internal";
    }
    return "internal";
}

} // namespace driftwood
