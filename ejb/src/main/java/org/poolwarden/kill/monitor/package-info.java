/**
 * Follows a session that was asked to end until slot, session and locks are verified, or nothing moves. It words the
 * progress and the next manual steps for a DBA. It starts no kill.
 */
package org.poolwarden.kill.monitor;
