package org.poolwarden.guard;

/**
 * One transaction that the database still rolls back although its session or process is gone. The database does not say
 * whose it was.
 *
 * @param instance INST_ID
 * @param transaction the name of the transaction, as USN.SLOT.SEQ
 * @param state such as RECOVERING or RECOVERED
 * @param blocksDone undo blocks that were rolled back so far
 * @param blocksTotal all undo blocks of the transaction
 */
public record Recovery(int instance, String transaction, String state, long blocksDone, long blocksTotal) {}
