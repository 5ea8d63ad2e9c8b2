package org.poolwarden.guard;

/**
 * One transaction that the database still rolls back although its session or process has gone. Whose it was the
 * database does not say.
 *
 * @param instance INST_ID
 * @param transaction USN.SLOT.SEQ: the transaction's own name
 * @param state RECOVERING, RECOVERED...
 * @param blocksDone undo blocks that are rolled back
 * @param blocksTotal undo blocks that there were
 */
public record Recovery(int instance, String transaction, String state, long blocksDone, long blocksTotal) {}
