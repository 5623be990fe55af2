#ifndef CAPUS_CURL_H
#define CAPUS_CURL_H

// curl_easy_setopt, curl_easy_getinfo and curl_multi_setopt take variable arguments, which Swift cannot call, and their
// option names are enumerators spread over several macros. Each function below fixes one argument type; each constant
// that Swift cannot import as a macro has an accessor.

#include <curl/curl.h>
#include <stddef.h>
#include <sys/socket.h>

// The functions of libcurl and the two that follow are defined by the module that a program depends on: CCurlShared or
// CCurlStatic.

// Gets libcurl ready, once. Returns NULL, or why it cannot be had; no other function may be called then, or before. Any
// thread may call it.
const char *capus_curl_load(void);

// The file that libcurl was loaded from; NULL where it is a part of the program.
const char *capus_curl_path(void);

typedef size_t (*capus_curl_data_callback)(char *bytes, size_t size, size_t count, void *context);
typedef int (*capus_curl_seek_callback)(void *context, curl_off_t offset, int origin);
typedef int (*capus_curl_progress_callback)(
    void *context, curl_off_t down_total, curl_off_t down_now, curl_off_t up_total, curl_off_t up_now);

// What to watch a socket for, and how many milliseconds to wait at most, -1 for no limit.
typedef int (*capus_curl_socket_callback)(
    CURL *handle, curl_socket_t socket, int interest, void *context, void *socket_context);
typedef int (*capus_curl_timer_callback)(CURLM *multi, long milliseconds, void *context);

// One function per option type.

static inline CURLcode capus_curl_easy_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode capus_curl_easy_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}

// libcurl copies the text.
static inline CURLcode capus_curl_easy_set_string(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode capus_curl_easy_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

// libcurl keeps the list's address: it has to outlive the transfer.
static inline CURLcode capus_curl_easy_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}

// libcurl copies the bytes.
static inline CURLcode capus_curl_easy_set_blob(CURL *handle, CURLoption option, const void *bytes, size_t count) {
    struct curl_blob blob = {(void *)bytes, count, CURL_BLOB_COPY};
    return curl_easy_setopt(handle, option, &blob);
}

static inline CURLcode capus_curl_easy_set_data_callback(
    CURL *handle, CURLoption option, capus_curl_data_callback callback) {
    return curl_easy_setopt(handle, option, callback);
}

static inline CURLcode capus_curl_easy_set_seek_callback(CURL *handle, capus_curl_seek_callback callback) {
    return curl_easy_setopt(handle, CURLOPT_SEEKFUNCTION, callback);
}

static inline CURLcode capus_curl_easy_set_progress_callback(CURL *handle, capus_curl_progress_callback callback) {
    return curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, callback);
}

static inline CURLMcode capus_curl_multi_set_pointer(CURLM *handle, CURLMoption option, void *value) {
    return curl_multi_setopt(handle, option, value);
}

static inline CURLMcode capus_curl_multi_set_socket_callback(CURLM *handle, capus_curl_socket_callback callback) {
    return curl_multi_setopt(handle, CURLMOPT_SOCKETFUNCTION, callback);
}

static inline CURLMcode capus_curl_multi_set_timer_callback(CURLM *handle, capus_curl_timer_callback callback) {
    return curl_multi_setopt(handle, CURLMOPT_TIMERFUNCTION, callback);
}

// Programs that are started while a connection is open do not inherit it.
static inline curl_socket_t capus_curl_open_socket(
    void *context, curlsocktype purpose, struct curl_sockaddr *address) {
    (void)context;
    (void)purpose;
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static inline CURLcode capus_curl_easy_keep_sockets_private(CURL *handle) {
    return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, capus_curl_open_socket);
}

static inline CURLcode capus_curl_easy_get_long(CURL *handle, CURLINFO info, long *value) {
    return curl_easy_getinfo(handle, info, value);
}

static inline CURLcode capus_curl_easy_get_offset(CURL *handle, CURLINFO info, curl_off_t *value) {
    return curl_easy_getinfo(handle, info, value);
}

static inline CURLcode capus_curl_easy_get_pointer(CURL *handle, CURLINFO info, void **value) {
    return curl_easy_getinfo(handle, info, value);
}

// A message's result sits in a union together with a pointer; only CURLMSG_DONE messages have one.
static inline CURLcode capus_curl_message_result(const CURLMsg *message) {
    return message->data.result;
}

// Constants that are casts or sums, which Swift does not import.

static inline long capus_curl_global_default(void) { return CURL_GLOBAL_DEFAULT; }
static inline long capus_curl_auth_basic(void) { return CURLAUTH_BASIC; }
static inline size_t capus_curl_write_pause(void) { return CURL_WRITEFUNC_PAUSE; }
static inline size_t capus_curl_read_pause(void) { return CURL_READFUNC_PAUSE; }
static inline size_t capus_curl_read_abort(void) { return CURL_READFUNC_ABORT; }
static inline size_t capus_curl_error_size(void) { return CURL_ERROR_SIZE; }
static inline curl_socket_t capus_curl_socket_timeout(void) { return CURL_SOCKET_TIMEOUT; }
static inline long capus_curl_http_version_2tls(void) { return CURL_HTTP_VERSION_2TLS; }

#endif
