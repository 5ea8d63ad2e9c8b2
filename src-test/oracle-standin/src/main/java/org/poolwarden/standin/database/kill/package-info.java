/**
 * How sessions end: ALTER SYSTEM with ORA-00027 to ORA-00031, the undoing of their transactions, recovery.
 * Tests slow that down or script its answers through {@code Backstage} in the room above.
 * A session is known only by what {@code KillableSession} says.
 */
package org.poolwarden.standin.database.kill;
