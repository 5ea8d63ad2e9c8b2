package org.poolwarden.pool;

/**
 * The answer of the start-up test of everything this package reflects on.
 *
 * @param passed whether listing leases and reclaiming slots is possible on this server
 * @param detail what was tried, or what did not fit and with which version it did; for a person
 */
public record SelfTest(boolean passed, String detail) {}
