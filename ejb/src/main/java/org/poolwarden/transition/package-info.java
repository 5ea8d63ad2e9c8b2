/**
 * What has changed of leases, pools, sessions, guards and kills, as one vocabulary for JMX, the log and Java Flight
 * Recorder. {@code transition.detect} finds each change once; the other rooms below this one hear of it. Nothing here
 * asks a pool or a database.
 */
package org.poolwarden.transition;
