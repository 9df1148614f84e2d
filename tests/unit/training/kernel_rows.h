#pragma once

#include "training/kernels/kernel_choice.h"

#include <QtTest>

namespace driftwood::test {

/// The kernels with that name, which the processor must support.
[[nodiscard]] inline const training::Kernels& kernelsNamed(const QString& name) {
    for (const training::Kernels* kernels : training::supportedKernels())
        if (name == kernels->name)
            return *kernels;
    qFatal("no such kernels");
}

/// Adds one data row per instruction set that this processor supports.
inline void kernelColumn() {
    QTest::addColumn<QString>("kernels");
    for (const training::Kernels* kernels : training::supportedKernels())
        QTest::newRow(kernels->name) << kernels->name;
}

} // namespace driftwood::test
