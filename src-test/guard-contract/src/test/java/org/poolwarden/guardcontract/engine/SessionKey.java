package org.poolwarden.guardcontract.engine;

/** A session of the database under test, as gv$session names it. */
public record SessionKey(long instance, long sid, long serial) {}
