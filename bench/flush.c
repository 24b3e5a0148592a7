/* What a disk's flush does, under a test's hand: slower by FLUSH_MICROSECONDS, or failing with EIO
 * while the file named by FLUSH_FAILS exists. Preloaded into a server process; nothing else. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

static int flushed(const char *name, int file) {
    const char *slower = getenv("FLUSH_MICROSECONDS");
    const char *fails = getenv("FLUSH_FAILS");
    if (slower != NULL) usleep((useconds_t)atoi(slower));
    if (fails != NULL && access(fails, F_OK) == 0) {
        errno = EIO;
        return -1;
    }
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    return real(file);
}

int fsync(int file) { return flushed("fsync", file); }
int fdatasync(int file) { return flushed("fdatasync", file); }
