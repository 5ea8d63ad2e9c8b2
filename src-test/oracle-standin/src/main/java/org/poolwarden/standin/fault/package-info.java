/**
 * Hangs, delays, cuts and errors that clients are to meet, as a Java API and as lines of text.
 * The session and its calls ask one interface, {@code CallInterceptor}, whether something comes between.
 * Faults of the database itself, such as a session that ignores a kill, are in {@code database}.
 */
package org.poolwarden.standin.fault;
