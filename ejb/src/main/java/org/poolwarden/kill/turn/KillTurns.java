package org.poolwarden.kill.turn;

import org.poolwarden.leak.evidence.DatabaseId;

/**
 * Which of the kills of a database may ask it now, if other nodes kill there too. Whatever becomes of those nodes, a
 * kill is never kept waiting for ever. Safe for use by several threads.
 */
@FunctionalInterface
public interface KillTurns {

    /** How many kills of one database may be in progress at a time. */
    int IN_FLIGHT = 3;

    /** Whose turn it is already. */
    Turn NOW = new Turn() {
        @Override
        public String obstacle() {
            return null;
        }

        @Override
        public void close() {}
    };

    /** Of a server that shares its databases with nobody: its own queues are enough. */
    KillTurns ALONE = database -> NOW;

    /** A place in the order of those that want to kill there. It has to be closed. Asks nobody. */
    Turn claim(DatabaseId database);

    /** The place of one kill, until it is closed. For one thread. */
    interface Turn extends AutoCloseable {

        /**
         * Asks whether it may begin. Waits a moment at most.
         *
         * @return for what the kill waits, in words; null if it may begin: then it counts as in progress
         */
        String obstacle();

        /** Gives the place back. */
        @Override
        void close();
    }
}
