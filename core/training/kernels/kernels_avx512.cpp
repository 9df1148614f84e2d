#define DRIFTWOOD_KERNEL_SET avx512
#define DRIFTWOOD_KERNEL_SET_NAME "avx512"
#include "training/kernels/kernels.inc"
