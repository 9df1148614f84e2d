#pragma once

#include "base/result.h"
#include "model/torch_backend.h"

#include <exception>
#include <string>
#include <utility>

namespace driftwood::libtorch {

/// Sets process-wide options before the first tensor is created:
/// one thread in LibTorch and in the BLAS (two pools on a desktop's cores increase the latency
/// of a scorer beside a trainer 50-fold), large blocks kept on the heap instead of unmapped every step,
/// no profiling of TorchScript's first calls, no backtrace in exceptions.
void tuneProcess();

/// The loaded version, BLAS and its kernels, instruction set and threads.
[[nodiscard]] model::TorchInfo runtimeInfo();

/// LibTorch's message without its backtrace.
[[nodiscard]] std::string messageOf(const std::exception& error);

/// Runs `work`, which returns a Result or Status; a LibTorch exception becomes an Internal error saying that
/// `what` failed. Exceptions never leave the module.
template <class Work>
[[nodiscard]] auto guarded(const char* what, Work&& work) -> decltype(work()) {
    try {
        return std::forward<Work>(work)();
    } catch (const std::exception& error) {
        return fail(ErrorCode::Internal, std::string(what) + " failed in LibTorch", messageOf(error));
    }
}

} // namespace driftwood::libtorch
