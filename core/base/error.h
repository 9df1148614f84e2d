#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace driftwood {

/// What kind of thing went wrong; programs decide by it, people read the text.
enum class ErrorCode : std::uint8_t {
    InvalidArgument,      ///< the caller or the user asked for something that makes no sense
    NotFound,             ///< topic, file, model, field … is not there
    AlreadyExists,        ///<
    Unreachable,          ///< no broker answered in time
    AuthenticationFailed, ///< wrong user, password, certificate or mechanism
    NotAuthorized,        ///< logged in, but not allowed
    RangeGone,            ///< records of the range are no longer in the log
    TopicGone,            ///< the topic was deleted, or deleted and made again
    Stalled,              ///< nothing moved for the whole stall budget
    Cancelled,            ///< stopped by a person
    CorruptData,          ///< bytes that do not mean what they should
    Mismatch,             ///< two things that must be equal are not (digest, schema, verification)
    NoSpace,              ///< the disk is full
    NoMemory,             ///< the machine, or what it allows us, is
    Io,                   ///< any other trouble with a file
    Unsupported,          ///< a feature, version or format this build does not have
    Internal,             ///< a mistake of ours
};

/// An error a person can act on: what happened, where, and what to do about it.
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
