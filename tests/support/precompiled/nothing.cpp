// Compiled for its precompiled header.
