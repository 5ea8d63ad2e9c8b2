package org.poolwarden.standin.database.catalog;

/**
 * A transaction whose session has gone, as gv$fast_start_transactions tells of it.
 *
 * @param state TO BE RECOVERED, RECOVERING or RECOVERED
 */
public record RecoveryRow(int instance, int usn, int slot, int seq, String state, long blocksDone, long blocksTotal) {}
