package org.poolwarden.standin.guard;

/** What a grantee may do with a session: ACCESS_STATUS. */
enum Access {
    ALLOWED,
    PROTECTED,
    OUT_OF_SCOPE
}
