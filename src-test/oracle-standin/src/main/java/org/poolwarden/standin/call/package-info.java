/**
 * The loop that reads the calls of a logged-in session and answers them, with global transactions and client info.
 * Calls about statements are in the room below.
 * It reaches the database only through the interfaces of {@code engine}.
 */
package org.poolwarden.standin.call;
