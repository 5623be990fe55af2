// An artifact store that keeps each content in a file compressed by zlib. plugin.json binds these functions; what the C
// library does well enough (remove) is bound directly. Build it with: make -C Examples/flavors/gzip
#include <errno.h>
#include <ftw.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

static const char ending[] = ".gz", partial[] = ".partial";

// Makes the folders above `file`.
static int make_folders(const char *file) {
    char path[4096];
    if (strlen(file) >= sizeof path) return ENAMETOOLONG;
    strcpy(path, file);
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = 0;
        if (mkdir(path, 0777) != 0 && errno != EEXIST) return errno;
        *slash = '/';
    }
    return 0;
}

static int zlib_error(gzFile file) {
    int code = Z_OK;
    gzerror(file, &code);
    return code == Z_OK ? 0 : code == Z_ERRNO ? errno : EIO;
}

// Compresses the file `source` into `target`, which appears when it is whole. Returns 0 or an error number.
int gzip_store_write(const char *target, const char *source) {
    char aside[4200], piece[1 << 16];
    int status = make_folders(target);
    if (status) return status;
    snprintf(aside, sizeof aside, "%s%s", target, partial);
    FILE *in = fopen(source, "rb");
    if (!in) return errno;
    gzFile out = gzopen(aside, "wb6");
    if (!out) {
        status = errno;
        fclose(in);
        return status;
    }
    size_t count;
    while (!status && (count = fread(piece, 1, sizeof piece, in)) > 0)
        if (gzwrite(out, piece, (unsigned)count) != (int)count) status = zlib_error(out);
    if (ferror(in)) status = EIO;
    fclose(in);
    if (gzclose(out) != Z_OK && !status) status = EIO;
    if (!status && rename(aside, target) != 0) status = errno;
    if (status) unlink(aside);
    return status;
}

// Puts the content of `source` into the file `target`. Returns 0 or an error number.
int gzip_store_read(const char *source, const char *target) {
    char piece[1 << 16];
    int status = 0, count;
    gzFile in = gzopen(source, "rb");
    if (!in) return errno;
    FILE *out = fopen(target, "wb");
    if (!out) status = errno;
    while (!status && (count = gzread(in, piece, sizeof piece)) != 0)
        if (count < 0)
            status = zlib_error(in);
        else if (fwrite(piece, 1, (size_t)count, out) != (size_t)count)
            status = errno;
    if (gzclose(in) != Z_OK && !status) status = EIO;  // it ended too early
    if (out && fclose(out) != 0 && !status) status = errno;
    return status;
}

// The number of bytes in `source`, or -1 with errno set.
int64_t gzip_store_size(const char *source) {
    char piece[1 << 16];
    int64_t size = 0;
    int count;
    gzFile in = gzopen(source, "rb");
    if (!in) return -1;
    while ((count = gzread(in, piece, sizeof piece)) > 0) size += count;
    int status = count < 0 ? zlib_error(in) : 0;
    if (gzclose(in) != Z_OK && !status) status = EIO;
    errno = status;
    return status ? -1 : size;
}

static FILE *listing;
static size_t root_length;

static int list(const char *path, const struct stat *stat, int kind, struct FTW *place) {
    (void)stat, (void)place;
    size_t length = strlen(path), tail = sizeof ending - 1;
    if (kind != FTW_F || length < root_length + 1 + tail || strcmp(path + length - tail, ending) != 0) return 0;
    fwrite(path + root_length + 1, 1, length - tail - root_length - 1, listing);
    return fputc(0, listing) == 0 ? 0 : EIO;
}

// Writes every key under `root` into the file `target`, a zero after each. Returns 0 or an error number.
int gzip_store_keys(const char *root, const char *target) {
    listing = fopen(target, "wb");
    if (!listing) return errno;
    root_length = strlen(root);
    int status = nftw(root, list, 16, FTW_PHYS);
    if (status < 0) status = errno == ENOENT ? 0 : errno;
    return fclose(listing) == 0 ? status : EIO;
}
