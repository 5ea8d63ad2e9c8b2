/**
 * What sessions hold in the database beside their transactions: asked after a scan for the few that are suspected, and
 * for some that are idle in their pools, and kept for an hour. Nothing here is asked on a thread that is not ours.
 */
package org.poolwarden.scan.holdings;
