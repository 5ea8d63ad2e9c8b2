/**
 * What is known of a lease and of a session before anybody judges it. Immutable values that name both sides so that
 * they cannot be confused. Nothing here decides anything.
 */
package org.poolwarden.leak.evidence;
