#include <stdlib.h>

// Without it 'swift test' starts every test at once, and those of one process starve each other where few cores are.
__attribute__((constructor)) static void limit_tests_at_once(void) {
    setenv("SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH", "16", 0);
}
