#ifndef APUS_CARCHIVE_H
#define APUS_CARCHIVE_H

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>

// The file types are macros with casts, which Swift does not import.
static inline unsigned int apus_archive_regular_file(void) { return AE_IFREG; }
static inline unsigned int apus_archive_folder(void) { return AE_IFDIR; }
static inline unsigned int apus_archive_symbolic_link(void) { return AE_IFLNK; }

// The mode is an mode_t, whose width differs between systems.
static inline void apus_archive_entry_set_type(struct archive_entry *entry, unsigned int type) {
    archive_entry_set_filetype(entry, type);
}

static inline void apus_archive_entry_set_permissions(struct archive_entry *entry, unsigned int permissions) {
    archive_entry_set_perm(entry, (__LA_MODE_T)permissions);
}

static inline unsigned int apus_archive_entry_type(struct archive_entry *entry) {
    return archive_entry_filetype(entry);
}

static inline unsigned int apus_archive_entry_permissions(struct archive_entry *entry) {
    return archive_entry_perm(entry);
}

#endif
