#define DRIFTWOOD_KERNEL_SET base
#define DRIFTWOOD_KERNEL_SET_NAME "base"
#include "training/kernels/kernels.inc"
