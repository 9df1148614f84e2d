#pragma once

#include "training/kernels/kernel_choice.h"

#include <QtTest>

namespace driftwood::test {

/// The kernels of that name, which the processor must be able to run.
[[nodiscard]] inline const training::Kernels& kernelsNamed(const QString& name) {
    for (const training::Kernels* kernels : training::supportedKernels())
        if (name == kernels->name)
            return *kernels;
    qFatal("no such kernels");
}

/// One data row per instruction set that can run here.
inline void kernelColumn() {
    QTest::addColumn<QString>("kernels");
    for (const training::Kernels* kernels : training::supportedKernels())
        QTest::newRow(kernels->name) << kernels->name;
}

} // namespace driftwood::test
