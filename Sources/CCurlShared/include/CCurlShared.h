#ifndef CAPUS_CURL_SHARED_H
#define CAPUS_CURL_SHARED_H

// libcurl as the shared library of this machine, loaded when a program first speaks HTTP: it and the thirty libraries
// behind it take longer to load than most commands take, and most commands talk to nobody.
//
// A program that depends on this module does not depend on CCurlStatic.

#endif
