#include "CCurl.h"

#include <openssl/crypto.h>
#include <pthread.h>
#include <stddef.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;

// OpenSSL would free what it has when the program ends, while transfers on other threads go on: they would crash
// (https://docs.openssl.org/3.0/man3/OPENSSL_init_crypto/, OPENSSL_INIT_NO_ATEXIT).
static void keep_openssl(void) { OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, NULL); }

const char *capus_curl_load(void) {
    pthread_once(&once, keep_openssl);
    return NULL;
}

const char *capus_curl_path(void) { return NULL; }
