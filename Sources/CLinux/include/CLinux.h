#ifndef APUS_CLINUX_H
#define APUS_CLINUX_H

#include <stddef.h>
#include <sys/types.h>

// What glibc declares for _GNU_SOURCE only, which Swift's Glibc module is made without.

// A pipe whose ends no other program inherits: 0 is read, 1 is written. Returns 0, or -1 with errno set.
int apus_pipe(int ends[2]);

// A counter to wake a poll(2) with, see eventfd(2). Returns a descriptor, or -1 with errno set.
int apus_wake_descriptor(void);

// A file without a name, in memory, see memfd_create(2). Returns a descriptor, or -1 with errno set.
int apus_memory_file(void);

// Has all threads take memory from the one arena that there is at the start, see mallopt(3): others grow page by page,
// with a system call each; and has it keep up to 1 MiB that is free. For programs that one thread does nearly everything in.
void apus_share_memory_arena(void);

// Whether anybody can write to a file that is open already, mapped in memory or not: 1 or 0, or -1 with errno set where the
// system does not say. `file` is open for reading alone, by the file's owner. By a lease, see fcntl(2): it is given for a
// file that nobody has open for writing.
int apus_has_writer(int file);

// Copies up to `count` bytes from where one file is read to where the other is written, see copy_file_range(2); shares
// them where the file system can. Returns how many, 0 at the end, or -1 with errno set where there is no such way.
ssize_t apus_copy_range(int from, int to, size_t count);

// Starts a program as the leader of a process group of its own, or of a session. It has the descriptors given, as 0, 1,
// 2 and so on, and no others; no signal is ignored or blocked in it. `folder` may be NULL; a relative `program` is
// looked up from there. Every descriptor has to be `count` or above. Returns 0, or an error number.
int apus_spawn(
    pid_t *process, const char *program, char *const arguments[], char *const environment[], const char *folder,
    const int *descriptors, int count, int leads_session);

#endif
