#pragma once

#include "base/result.h"
#include "model/torch_backend.h"

#include <exception>
#include <string>
#include <utility>

namespace driftwood::libtorch {

/// Settings of the process LibTorch lives in, made once and before the first tensor: one thread here and in
/// the BLAS (two pools on a desktop's cores cost a scorer beside a trainer 50 times its latency), large
/// blocks kept on the heap instead of being unmapped every step, no profiling of TorchScript's first calls,
/// no backtrace in exceptions.
void tuneProcess();

/// What is loaded: version, BLAS and its kernels, instruction set, threads.
[[nodiscard]] model::TorchInfo runtimeInfo();

/// LibTorch's message without its backtrace.
[[nodiscard]] std::string messageOf(const std::exception& error);

/// Runs `work`, which gives a Result or Status; an exception from LibTorch becomes an Internal error saying
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
