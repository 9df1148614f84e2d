// What the precompiled header belongs to.
int main() { return 0; }
