#ifndef APUS_CDASHBOARD_H
#define APUS_CDASHBOARD_H

#include <stddef.h>

// A file of the dashboard, within the program.
struct apus_dashboard_file {
    // Such as "main.js".
    const char *name;
    const unsigned char *bytes;
    size_t count;
};

// How many files there are.
size_t apus_dashboard_count(void);

// The file at `index`, which is below the count.
struct apus_dashboard_file apus_dashboard_file_at(size_t index);

#endif
