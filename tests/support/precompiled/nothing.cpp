// The target of the precompiled header needs a source file.
int main() { return 0; }
