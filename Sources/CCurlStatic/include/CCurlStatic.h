#ifndef CAPUS_CURL_STATIC_H
#define CAPUS_CURL_STATIC_H

// libcurl and what it needs for HTTP as parts of a program: for those that speak HTTP whenever they run, which start
// in every pod.
//
// A program that depends on this module does not depend on CCurlShared, and links nothing that brings an OpenSSL of its
// own as a shared library, as libpq does: the two would be mixed.

#endif
