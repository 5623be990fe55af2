#ifndef CAPUS_POSTGRES_SHIM_H
#define CAPUS_POSTGRES_SHIM_H

#include <libpq-fe.h>

// A character constant, which Swift does not import as the number that it is used as.
static inline const char *capus_postgres_sqlstate(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_SQLSTATE);
}

// Keeps remarks of the server from standard error.
static inline void capus_postgres_ignore(void *context, const char *message) {
    (void)context;
    (void)message;
}

static inline void capus_postgres_keep_quiet(PGconn *connection) {
    PQsetNoticeProcessor(connection, capus_postgres_ignore, NULL);
}

#endif
