#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace driftwood {

/// The kind of error. Programs branch on it; users read the text.
enum class ErrorCode : std::uint8_t {
    InvalidArgument,      ///< the caller or the user asked for something invalid
    NotFound,             ///< topic, file, model, field … does not exist
    AlreadyExists,        ///< something of that name already exists
    Unreachable,          ///< no broker answered in time
    AuthenticationFailed, ///< wrong user, password, certificate or mechanism
    NotAuthorized,        ///< logged in, but not allowed
    RangeGone,            ///< records of the range are no longer in the log
    TopicGone,            ///< the topic was deleted, or deleted and created again
    Stalled,              ///< nothing moved for the whole stall budget
    Cancelled,            ///< the user stopped the work
    CorruptData,          ///< bytes are damaged or not in the expected format
    Mismatch,             ///< two things that must be equal are not (digest, schema, verification)
    NoSpace,              ///< the disk is full
    NoMemory,             ///< not enough memory is available to this process
    Io,                   ///< any other error on a file
    Unsupported,          ///< a feature, version or format this build does not have
    Internal,             ///< a bug in Driftwood
};

/// An error that the user can act on: what happened, where, and what to do about it.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string what;  ///< one sentence without a full stop: "password was refused"
    std::string where; ///< topic/partition/offset, file, field, broker; empty when there is none
    std::string hint;  ///< what to do, as a sentence; empty when there is nothing to do

    /// "what (where). hint": the form of a log line or a terminal.
    [[nodiscard]] std::string text() const;
};

/// The code's stable name for machines: "range-gone", "no-space".
[[nodiscard]] std::string_view errorName(ErrorCode code);

} // namespace driftwood
