extension FlavorSkeleton {
    static let c = [
        Skeleton.File(path: "store.c", text: source), Skeleton.File(path: "plugin.json", text: manifest),
        Skeleton.File(path: "Makefile", text: makefile),
        Skeleton.File(path: "test.sh", text: libraryTest, isExecutable: true),
    ]

    private static let source = #"""
        // The artifact store flavor FLAVOR_NAME: keeps artifacts in a folder. plugin.json says which function does what.
        #include <errno.h>
        #include <ftw.h>
        #include <stdint.h>
        #include <stdio.h>
        #include <string.h>
        #include <sys/stat.h>

        // Makes the folders above `file`. Returns 0 or an error number, as every function here does.
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

        static int copy(const char *source, const char *target) {
            char piece[1 << 16];
            size_t count;
            struct stat stat_;
            if (stat(source, &stat_) != 0) return errno;
            if (!S_ISREG(stat_.st_mode)) return ENOENT;
            FILE *in = fopen(source, "rb");
            if (!in) return errno;
            FILE *out = fopen(target, "wb");
            int status = out ? 0 : errno;
            while (!status && (count = fread(piece, 1, sizeof piece, in)) > 0)
                if (fwrite(piece, 1, count, out) != count) status = errno;
            if (ferror(in) && !status) status = EIO;
            fclose(in);
            if (out && fclose(out) != 0 && !status) status = errno;
            return status;
        }

        // The content is in the file `source`, and has to be there whole or not at all.
        int store_write(const char *target, const char *aside, const char *source) {
            int status = make_folders(target);
            if (!status) status = copy(source, aside);
            if (!status && rename(aside, target) != 0) status = errno;
            return status;
        }

        int store_read(const char *source, const char *target) { return copy(source, target); }

        // The number of bytes, or -1 with errno set.
        int64_t store_size(const char *path) {
            struct stat found;
            if (stat(path, &found) != 0) return -1;
            if (S_ISREG(found.st_mode)) return found.st_size;
            errno = ENOENT;
            return -1;
        }

        // Of every file, so that no folder has a file's name.
        static const char ending[] = ".data";
        static FILE *listing;
        static size_t root_length;

        static int list(const char *path, const struct stat *stat, int kind, struct FTW *place) {
            (void)stat, (void)place;
            size_t length = strlen(path), tail = sizeof ending - 1;
            if (kind != FTW_F || length <= root_length + tail || strcmp(path + length - tail, ending) != 0) return 0;
            fwrite(path + root_length + 1, 1, length - tail - root_length - 1, listing);
            return fputc(0, listing) == 0 ? 0 : EIO;
        }

        // Writes every key into the file `target`, a zero after each.
        int store_keys(const char *root, const char *target) {
            listing = fopen(target, "wb");
            if (!listing) return errno;
            root_length = strlen(root);
            int status = nftw(root, list, 16, FTW_PHYS);
            if (status < 0) status = errno == ENOENT ? 0 : errno;
            return fclose(listing) == 0 ? status : EIO;
        }

        """#

    private static let manifest = """
        {
            "kind": "library",
            "library": "libFLAVOR_NAME.so",
            "name": "FLAVOR_NAME",
            "version": "0.1.0",
            "summary": "Artifacts in a folder",
            "flavors": [
                {
                    "type": "artifact_store",
                    "name": "FLAVOR_NAME",
                    "summary": "A folder",
                    "address": "FLAVOR_NAME://{path}",
                    "options": [
                        {"name": "path", "required": true, "help": "Absolute path of the folder", "example": "/data/artifacts"}
                    ],
                    "bindings": {
                        "write": {"symbol": "store_write", "arguments": ["{path}/{key}.data", "{path}/.partial", "{file}"], "returns": "status"},
                        "read": {"symbol": "store_read", "arguments": ["{path}/{key}.data", "{file}"], "returns": "status"},
                        "size": {"symbol": "store_size", "arguments": ["{path}/{key}.data"], "returns": "size"},
                        "keys": {"symbol": "store_keys", "arguments": ["{path}", "{file}"], "returns": "status"},
                        "delete": {"symbol": "unlink", "arguments": ["{path}/{key}.data"], "returns": "errno"}
                    }
                }
            ]
        }

        """

    private static let makefile = """
        CFLAGS ?= -O2 -Wall -Wextra

        libFLAVOR_NAME.so: store.c
        \t$(CC) $(CFLAGS) -D_GNU_SOURCE -fPIC -shared -o $@ $<

        """

    private static let libraryTest = """
        #!/bin/sh
        # Builds the library and tries it against the contract of artifact stores.
        set -eu
        cd "$(dirname "$0")"
        make -s
        folder=$(mktemp -d)
        trap 'rm -rf "$folder"' EXIT
        apus flavor test . --path="$folder/artifacts"

        """
}
