package org.poolwarden.guard;

import java.time.LocalDateTime;
import java.util.List;

/**
 * Which rows of an audit. What is null or empty does not filter; several are all to hold. No letter's case counts.
 *
 * @param session {@code inst,sid,serial#}
 * @param requester a part of who claimed to have asked
 * @param outcome as in {@link AuditEntry#outcome}
 * @param words each is to be a part of one of the row's texts, of its time, its session or its error
 * @param from not before that, in UTC by the clock of the database's host
 * @param to not after that
 */
public record AuditQuery(
        String session, String requester, String outcome, List<String> words, LocalDateTime from, LocalDateTime to) {

    /** Every row. */
    public static final AuditQuery ALL = new AuditQuery(null, null, null, List.of(), null, null);

    public AuditQuery {
        words = List.copyOf(words);
    }
}
