#define DRIFTWOOD_KERNEL_SET avx2
#define DRIFTWOOD_KERNEL_SET_NAME "avx2"
#include "training/kernels/kernels.inc"
