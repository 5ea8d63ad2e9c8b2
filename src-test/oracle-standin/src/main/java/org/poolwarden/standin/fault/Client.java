package org.poolwarden.standin.fault;

/**
 * Whose calls they are.
 *
 * @param username in upper case
 * @param program as the client said at its login
 */
public record Client(String username, String program) {}
