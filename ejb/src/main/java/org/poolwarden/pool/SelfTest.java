package org.poolwarden.pool;

/**
 * The result of the test at the start: whether the server's internals are those that Poolwarden knows.
 *
 * @param passed whether leases can be listed and slots can be reclaimed on this server
 * @param detail what was tried, or what did not fit and which version would; a text for people
 */
public record SelfTest(boolean passed, String detail) {}
