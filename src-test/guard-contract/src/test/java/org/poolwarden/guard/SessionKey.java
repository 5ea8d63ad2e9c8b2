package org.poolwarden.guard;

/** A session of the database under test, as gv$session names it. */
record SessionKey(long instance, long sid, long serial) {}
