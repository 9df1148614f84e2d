#pragma once

#include "base/error.h"

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace driftwood {

/// A value, or the error that prevented it. Exceptions are caught at library boundaries and become an Error.
template <class T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

/// `return fail(ErrorCode::NotFound, "topic does not exist", "plant.machines", "List topics with …");`
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string what, std::string where = {},
                                                std::string hint = {}) {
    return tl::unexpected<Error>(Error{code, std::move(what), std::move(where), std::move(hint)});
}

/// Passes an error on unchanged: `if (!r) return forward(r);`
template <class T>
[[nodiscard]] tl::unexpected<Error> forward(Result<T>& result) {
    return tl::unexpected<Error>(std::move(result.error()));
}

} // namespace driftwood
