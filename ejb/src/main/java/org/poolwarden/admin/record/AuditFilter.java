package org.poolwarden.admin.record;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.poolwarden.request.Blank;

/**
 * Which rows of the guards' audits. What is null does not filter; several are all to hold.
 *
 * @param database as it is shown, {@code FREE/FREEPDB1}
 * @param session {@code inst,sid,serial#}
 * @param requester a part of who claimed to have asked, in any case
 * @param outcome DONE, DENIED and so on
 * @param words each is to be in the row, in any case; at most {@value #MAX_WORDS}, what is more belongs to the last
 * @param from not before that, in UTC by the clock of the database's host
 * @param to not after that
 * @param max how many rows at most, from 1 to 1000; what is outside is taken to the nearer end
 */
public record AuditFilter(
        String database,
        String session,
        String requester,
        String outcome,
        List<String> words,
        LocalDateTime from,
        LocalDateTime to,
        int max) {

    /** The maximum number of rows that are returned. */
    public static final int MAX = 1000;

    static final int MAX_WORDS = 8;

    /** Blank texts are null. */
    public AuditFilter {
        database = Blank.toNull(database);
        session = Blank.toNull(session);
        requester = Blank.toNull(requester);
        outcome = Blank.toNull(outcome);
        words = List.copyOf(words);
        max = Math.min(Math.max(max, 1), MAX);
    }

    /** The newest rows, whatever they are. */
    public static AuditFilter newest(int max) {
        return new AuditFilter(null, null, null, null, List.of(), null, null, max);
    }

    /** The words of a search; none of a blank one or of null. */
    public static List<String> words(String search) {
        String text = Blank.toNull(search);
        return text == null ? List.of() : Arrays.asList(text.strip().split("\\s+", MAX_WORDS));
    }

    /** Whether the database has to look at the texts of each row of the time: nothing leads it to those that match. */
    public boolean looksAtEachRow() {
        return session == null && (requester != null || outcome != null || !words.isEmpty());
    }

    /** The same rows, but of the time after and at this one. */
    public AuditFilter since(LocalDateTime time) {
        return new AuditFilter(database, session, requester, outcome, words, time, to, max);
    }

    /** The same rows, but of the time before and at this one. */
    public AuditFilter until(LocalDateTime time) {
        return new AuditFilter(database, session, requester, outcome, words, from, time, max);
    }
}
