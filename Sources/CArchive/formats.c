#include "CArchive.h"

// libarchive.a is linked statically. In it, this function shares an object file with archive_write_set_format(), which
// names the writer of every format, among them xar, which needs libxml2 and with that ICU: 38 MB of shared libraries in
// each step's image for what is never called. Defined here, it keeps that object file out of the link.
// It is what tar's writer calls for an entry that is neither file, folder nor link; ArchiveWriter makes none.
void __archive_write_entry_filetype_unsupported(
    struct archive *archive, struct archive_entry *entry, const char *format) {
    (void)entry;
    archive_set_error(archive, EINVAL, "%s archives cannot hold this type of file", format);
}
