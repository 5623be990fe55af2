#define _GNU_SOURCE
#define CURL_DISABLE_TYPECHECK
#include "CCurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

// Every function of libcurl that is called has a line here and a definition below, which the linker takes in the place
// of libcurl's.
#define FUNCTIONS(F)                                                                                                   \
    F(curl_easy_cleanup)                                                                                               \
    F(curl_easy_getinfo)                                                                                               \
    F(curl_easy_init)                                                                                                  \
    F(curl_easy_pause)                                                                                                 \
    F(curl_easy_setopt)                                                                                                \
    F(curl_easy_strerror)                                                                                              \
    F(curl_free)                                                                                                       \
    F(curl_global_init)                                                                                                \
    F(curl_multi_add_handle)                                                                                           \
    F(curl_multi_cleanup)                                                                                              \
    F(curl_multi_info_read)                                                                                            \
    F(curl_multi_init)                                                                                                 \
    F(curl_multi_remove_handle)                                                                                        \
    F(curl_multi_setopt)                                                                                               \
    F(curl_multi_socket_action)                                                                                        \
    F(curl_multi_strerror)                                                                                             \
    F(curl_slist_append)                                                                                               \
    F(curl_slist_free_all)                                                                                             \
    F(curl_url)                                                                                                        \
    F(curl_url_cleanup)                                                                                                \
    F(curl_url_get)                                                                                                    \
    F(curl_url_set)                                                                                                    \
    F(curl_url_strerror)

#define MEMBER(name) __typeof__(&name) name;
static struct { FUNCTIONS(MEMBER) } loaded;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static char failure[512];

// OpenSSL would free what it has when the program ends, while transfers on other threads go on: they would crash
// (https://docs.openssl.org/3.0/man3/OPENSSL_init_crypto/, OPENSSL_INIT_NO_ATEXIT). A libcurl with
// another TLS library leads to no such function.
static void keep_openssl(void *library) {
    const uint64_t no_atexit = 0x00080000;
    int (*initialize)(uint64_t, const void *) =
        (int (*)(uint64_t, const void *))dlsym(library, "OPENSSL_init_crypto");
    if (initialize) initialize(no_atexit, NULL);
}

static void load(void) {
    void *library = dlopen("libcurl.so.4", RTLD_LAZY | RTLD_LOCAL);
    if (library == NULL) {
        snprintf(failure, sizeof failure, "%s", dlerror());
        return;
    }
#define FIND(name)                                                                                                     \
    loaded.name = (__typeof__(&name))dlsym(library, #name);                                                            \
    if (loaded.name == NULL) {                                                                                         \
        snprintf(failure, sizeof failure, "%s", dlerror());                                                            \
        return;                                                                                                        \
    }
    FUNCTIONS(FIND)
    keep_openssl(library);
}

const char *capus_curl_load(void) {
    pthread_once(&once, load);
    return failure[0] == '\0' ? NULL : failure;
}

const char *capus_curl_path(void) {
    Dl_info place;
    return dladdr((void *)loaded.curl_global_init, &place) ? place.dli_fname : NULL;
}

// libcurl itself goes on to call its own functions, not these.
#pragma GCC visibility push(hidden)

CURL *curl_easy_init(void) { return loaded.curl_easy_init(); }
void curl_easy_cleanup(CURL *handle) { loaded.curl_easy_cleanup(handle); }
CURLcode curl_easy_pause(CURL *handle, int bitmask) { return loaded.curl_easy_pause(handle, bitmask); }
const char *curl_easy_strerror(CURLcode code) { return loaded.curl_easy_strerror(code); }
void curl_free(void *memory) { loaded.curl_free(memory); }
CURLcode curl_global_init(long flags) { return loaded.curl_global_init(flags); }

CURLM *curl_multi_init(void) { return loaded.curl_multi_init(); }
CURLMcode curl_multi_cleanup(CURLM *multi) { return loaded.curl_multi_cleanup(multi); }
CURLMcode curl_multi_add_handle(CURLM *multi, CURL *easy) { return loaded.curl_multi_add_handle(multi, easy); }
CURLMcode curl_multi_remove_handle(CURLM *multi, CURL *easy) { return loaded.curl_multi_remove_handle(multi, easy); }
CURLMsg *curl_multi_info_read(CURLM *multi, int *waiting) { return loaded.curl_multi_info_read(multi, waiting); }
const char *curl_multi_strerror(CURLMcode code) { return loaded.curl_multi_strerror(code); }

CURLMcode curl_multi_socket_action(CURLM *multi, curl_socket_t socket, int events, int *running) {
    return loaded.curl_multi_socket_action(multi, socket, events, running);
}

struct curl_slist *curl_slist_append(struct curl_slist *list, const char *text) {
    return loaded.curl_slist_append(list, text);
}

void curl_slist_free_all(struct curl_slist *list) { loaded.curl_slist_free_all(list); }

CURLU *curl_url(void) { return loaded.curl_url(); }
void curl_url_cleanup(CURLU *url) { loaded.curl_url_cleanup(url); }
const char *curl_url_strerror(CURLUcode code) { return loaded.curl_url_strerror(code); }

// Declared anew, because the URL became const in some version.
CURLUcode url_get(CURLU *url, CURLUPart part, char **text, unsigned int flags) __asm__("curl_url_get");
CURLUcode url_get(CURLU *url, CURLUPart part, char **text, unsigned int flags) {
    return loaded.curl_url_get(url, part, text, flags);
}

CURLUcode curl_url_set(CURLU *url, CURLUPart part, const char *text, unsigned int flags) {
    return loaded.curl_url_set(url, part, text, flags);
}

// An option's value is a long, a pointer or a curl_off_t. Where all three have 64 bits they are passed alike.
_Static_assert(sizeof(long) == sizeof(void *) && sizeof(curl_off_t) == sizeof(void *), "values differ in size");

#define LAST_ARGUMENT(after, name)                                                                                     \
    va_list arguments;                                                                                                 \
    va_start(arguments, after);                                                                                        \
    void *name = va_arg(arguments, void *);                                                                            \
    va_end(arguments)

CURLcode curl_easy_setopt(CURL *handle, CURLoption option, ...) {
    LAST_ARGUMENT(option, value);
    return loaded.curl_easy_setopt(handle, option, value);
}

CURLcode curl_easy_getinfo(CURL *handle, CURLINFO info, ...) {
    LAST_ARGUMENT(info, value);
    return loaded.curl_easy_getinfo(handle, info, value);
}

CURLMcode curl_multi_setopt(CURLM *multi, CURLMoption option, ...) {
    LAST_ARGUMENT(option, value);
    return loaded.curl_multi_setopt(multi, option, value);
}

#pragma GCC visibility pop
