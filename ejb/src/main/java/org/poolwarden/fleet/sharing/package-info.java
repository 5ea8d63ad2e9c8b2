/**
 * Has one node read a database for all that share it: which one, by their names alone, and how what it has read
 * travels. Whether a scan does with that is decided by the scan.
 */
package org.poolwarden.fleet.sharing;
