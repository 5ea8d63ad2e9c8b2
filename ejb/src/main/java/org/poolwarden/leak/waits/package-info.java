/**
 * Who waits for whom, through the database and through the pools. Pure Java: it is computed from leases, sessions and
 * the pools' counts, and asks nobody.
 */
package org.poolwarden.leak.waits;
