/**
 * When a scan may do with what another node has read of a database: only if nobody is accused by it. Nothing here knows
 * how that was told.
 */
package org.poolwarden.scan.sharing;
