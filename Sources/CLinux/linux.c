#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

int apus_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

int apus_wake_descriptor(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

int apus_memory_file(void) { return memfd_create("apus", MFD_CLOEXEC); }

void apus_share_memory_arena(void) {
    mallopt(M_ARENA_MAX, 1);
    // A request has two buffers of 64 KiB: by default the system gets them back after each and gives them out anew.
    mallopt(M_TRIM_THRESHOLD, 1 << 20);
}

int apus_has_writer(int file) {
    // Whoever opens the file while the lease is held has this signal sent, and SIGURG is ignored where nobody wants it.
    if (fcntl(file, F_SETSIG, SIGURG) < 0) return -1;
    if (fcntl(file, F_SETLEASE, F_RDLCK) < 0) return errno == EAGAIN ? 1 : -1;
    return fcntl(file, F_SETLEASE, F_UNLCK) < 0 ? -1 : 0;
}

ssize_t apus_copy_range(int from, int to, size_t count) { return copy_file_range(from, NULL, to, NULL, count, 0); }

static int prepare_descriptors(
    posix_spawn_file_actions_t *actions, const char *folder, const int *descriptors, int count) {
    for (int number = 0; number < count; number++) {
        int error = posix_spawn_file_actions_adddup2(actions, descriptors[number], number);
        if (error) return error;
    }
    int error = posix_spawn_file_actions_addclosefrom_np(actions, count);
    if (error) return error;
    return folder ? posix_spawn_file_actions_addchdir_np(actions, folder) : 0;
}

int apus_spawn(
    pid_t *process, const char *program, char *const arguments[], char *const environment[], const char *folder,
    const int *descriptors, int count, int leads_session) {
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_t attributes;
    int error = posix_spawnattr_init(&attributes);
    if (error) return error;
    short leading = leads_session ? POSIX_SPAWN_SETSID : POSIX_SPAWN_SETPGROUP;
    posix_spawnattr_setflags(&attributes, leading | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawn_file_actions_t actions;
    error = posix_spawn_file_actions_init(&actions);
    if (!error) {
        error = prepare_descriptors(&actions, folder, descriptors, count);
        // Niceness belongs to threads, and libdispatch gives its own threads another one than the process was given.
        int of_process = getpriority(PRIO_PROCESS, getpid()), of_thread = getpriority(PRIO_PROCESS, 0);
        if (of_process != of_thread) setpriority(PRIO_PROCESS, 0, of_process);
        if (!error) error = posix_spawn(process, program, &actions, &attributes, arguments, environment);
        if (of_process != of_thread) setpriority(PRIO_PROCESS, 0, of_thread);
        posix_spawn_file_actions_destroy(&actions);
    }
    posix_spawnattr_destroy(&attributes);
    return error;
}
