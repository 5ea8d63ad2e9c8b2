package org.poolwarden.standin.database.grammar;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.poolwarden.standin.database.sql.Token;

/** Words that have a meaning of their own in Oracle's SQL. */
final class Vocabulary {

    /** Names that V$RESERVED_WORDS of 19c has as reserved: nothing can be called so without quotes. */
    private static final Set<String> RESERVED = words("""
            ACCESS ADD ALL ALTER AND ANY AS ASC AUDIT BETWEEN BY CHAR CHECK CLUSTER COLUMN COMMENT COMPRESS CONNECT
            CREATE CURRENT DATE DECIMAL DEFAULT DELETE DESC DISTINCT DROP ELSE EXCLUSIVE EXISTS FILE FLOAT FOR FROM
            GRANT GROUP HAVING IDENTIFIED IMMEDIATE IN INCREMENT INDEX INITIAL INSERT INTEGER INTERSECT INTO IS LEVEL
            LIKE LOCK LONG MAXEXTENTS MINUS MLSLABEL MODE MODIFY NOAUDIT NOCOMPRESS NOT NOWAIT NULL NUMBER OF OFFLINE
            ON ONLINE OPTION OR ORDER PCTFREE PRIOR PUBLIC RAW RENAME RESOURCE REVOKE ROW ROWID ROWNUM ROWS SELECT
            SESSION SET SHARE SIZE SMALLINT START SUCCESSFUL SYNONYM SYSDATE TABLE THEN TO TRIGGER UID UNION UNIQUE
            UPDATE USER VALIDATE VALUES VARCHAR VARCHAR2 VIEW WHENEVER WHERE WITH
            """);

    /** What can come after a table's name and is no alias. */
    private static final Set<String> NO_ALIAS = words("""
            CROSS FETCH FULL INNER JOIN LEFT NATURAL OFFSET OUTER RIGHT USING
            EXCEPT LOG MATCH_RECOGNIZE MODEL PARTITION PIVOT RETURN RETURNING SAMPLE SUBPARTITION UNPIVOT VERSIONS
            WINDOW
            """);

    /** What Oracle has in such places, but not the stand-in. */
    private static final Set<String> NOT_HERE = words("""
            CONNECT CROSS CYCLE EXCEPT LOG MATCH_RECOGNIZE MODEL NATURAL PARTITION PIVOT RETURN RETURNING SAMPLE SEARCH
            START SUBPARTITION UNPIVOT VERSIONS WINDOW
            """);

    private Vocabulary() {}

    static Set<String> words(String text) {
        return Arrays.stream(text.split("\\s+"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    static boolean isReserved(Token token) {
        return token.kind() == Token.Kind.NAME && RESERVED.contains(token.name());
    }

    static boolean isAlias(Token token) {
        return token.isName()
                && !isReserved(token)
                && (token.kind() == Token.Kind.QUOTED_NAME || !NO_ALIAS.contains(token.name()));
    }

    static boolean isClauseNotHere(Token token) {
        return token.kind() == Token.Kind.NAME && NOT_HERE.contains(token.name());
    }

    static boolean isOneOf(Token token, String... words) {
        return Stream.of(words).anyMatch(token::is);
    }
}
