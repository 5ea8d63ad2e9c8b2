/**
 * Follows a session that was asked to end until slot, session and locks are verified or nothing changes any more. It
 * also words the progress and the next steps for a DBA. It starts no kill.
 */
package org.poolwarden.kill.monitor;
