package org.poolwarden.leak.evidence;

import java.util.List;
import org.poolwarden.text.Clean;

/**
 * What a session holds in the database beside its transaction, at one moment.
 *
 * @param cursors how many cursors it has open; null if the database does not say
 * @param statements which statements have most of them, the first the most; unmodifiable, empty if none is told
 * @param tempBlocks the blocks of its temporary segments; null if the database does not say
 * @param lobBlocks how many of those belong to temporary LOBs; null if the database does not say
 * @param memoryBytes what its server process has allocated for itself (PGA); null if the database does not say
 */
public record Holdings(Long cursors, List<Statement> statements, Long tempBlocks, Long lobBlocks, Long memoryBytes) {

    public Holdings {
        statements = List.copyOf(statements);
    }

    /**
     * The open cursors of one statement.
     *
     * @param sqlId null if the database does not say which it is
     */
    public record Statement(String sqlId, long cursors) {

        public Statement {
            sqlId = Clean.line(sqlId);
        }

        /** {@code 7h35uxf5uhmm1: 200}. */
        @Override
        public String toString() {
            return (sqlId == null ? "unknown statement" : sqlId) + ": " + cursors;
        }
    }
}
