package org.poolwarden.standin.database.grammar;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.poolwarden.standin.database.sql.Token;
import org.poolwarden.standin.database.tree.Expr;
import org.poolwarden.standin.database.tree.Query;
import org.poolwarden.standin.engine.OraException;

/** CREATE, ALTER, DROP, TRUNCATE, COMMENT, GRANT and REVOKE. */
final class Definitions {

    /** Objects that take a DBA. */
    private static final Set<String> OF_THE_DBA = Vocabulary.words(
            "USER ROLE DATABASE PLUGGABLE TABLESPACE PROFILE DIRECTORY CONTEXT PUBLIC SYSTEM ROLLBACK DISKGROUP");

    /** Objects that every Oracle has, but not the stand-in. */
    private static final Set<String> NOT_HERE = Vocabulary.words("""
            PROCEDURE FUNCTION PACKAGE TRIGGER TYPE SYNONYM MATERIALIZED CLUSTER DIMENSION EDITION INDEXTYPE JAVA
            LIBRARY OPERATOR OUTLINE SHARED PRIVATE BITMAP GLOBAL EDITIONABLE NONEDITIONABLE FLASHBACK ATTRIBUTE
            MULTIVALUE SPFILE PFILE CONTROLFILE RESTORE LOCKDOWN ANALYTIC HIERARCHY BLOCKCHAIN IMMUTABLE
            """);

    private record Answer(int code, String text) {}

    private static final Map<String, Answer> UNKNOWN = Map.of(
            "CREATE", new Answer(901, "invalid CREATE command"),
            "ALTER", new Answer(940, "invalid ALTER command"),
            "DROP", new Answer(950, "invalid DROP option"));

    private final Words words;
    private final Queries queries;
    private final Sources sources;
    private final Tables tables;
    private boolean names;

    Definitions(Words words, Queries queries) {
        this.words = words;
        this.queries = queries;
        sources = new Sources(words, queries, queries.values().conditions());
        tables = new Tables(words, queries, sources);
    }

    /** Defaults and checks that were read. */
    List<Expr> expressions() {
        return tables.expressions();
    }

    /** Whether the query names the columns of what is created. */
    boolean namesColumns() {
        return names;
    }

    /** The query that it contains, or null. */
    Query read() throws OraException {
        if (words.hasBinds()) {
            throw new OraException(1027, "bind variables not allowed for data definition operations");
        }
        Query query = null;
        String verb = words.next().name();
        switch (verb) {
            case "CREATE" -> query = create();
            case "ALTER" -> alter();
            case "DROP" -> drop();
            case "TRUNCATE" -> truncate();
            case "COMMENT" -> comment();
            default -> new Rights(words, sources).read("GRANT".equals(verb) ? "TO" : "FROM");
        }
        words.expectEnd();
        return query;
    }

    private Query create() throws OraException {
        boolean replace = words.take("OR", "REPLACE");
        words.takeOneOf("FORCE", "NOFORCE");
        if (words.take("VIEW")) {
            sources.table();
            names = !words.is("(");
            if (words.take("(")) {
                queries.names();
            }
            words.expectKeyword("AS");
            Query query = queries.query(true);
            words.refuseNotHere("WITH");
            return query;
        }
        if (replace || !words.isOneOf("TABLE", "INDEX", "UNIQUE", "SEQUENCE")) {
            throw unknown("CREATE");
        }
        if (words.take("TABLE")) {
            names = true;
            return tables.create();
        }
        if (words.take("SEQUENCE")) {
            sequence();
            return null;
        }
        words.take("UNIQUE");
        if (!words.take("INDEX")) {
            throw new OraException(968, "missing INDEX keyword");
        }
        index();
        return null;
    }

    private void index() throws OraException {
        sources.table();
        words.expect("ON", 969, "missing ON keyword");
        sources.table();
        words.expectLeft();
        do {
            int at = words.at();
            words.name(904, "invalid identifier");
            words.refuseNotHere("(", "+", "-", "*", "/", "||");
            words.rewriting().quote(at);
            words.takeOneOf("ASC", "DESC");
        } while (words.take(","));
        words.expectRight();
        if (!words.atEnd()) {
            throw Words.notHere("attribute of an index");
        }
    }

    private void sequence() throws OraException {
        sources.table();
        while (!words.atEnd()) {
            if (words.is("START", "WITH") || words.is("INCREMENT", "BY")) {
                words.next();
                words.next();
                number();
            } else if (words.takeOneOf("MINVALUE", "MAXVALUE", "CACHE")) {
                number();
            } else if (words.isOneOf("ORDER", "NOORDER")) {
                words.rewriting().replace(words.at(), "");
                words.next();
            } else if (!words.takeOneOf("NOMINVALUE", "NOMAXVALUE", "NOCACHE", "CYCLE", "NOCYCLE")) {
                words.refuseNotHere("KEEP", "NOKEEP", "SCALE", "NOSCALE", "SESSION", "GLOBAL", "SHARING");
                throw new OraException(933, "SQL command not properly ended");
            }
        }
    }

    private void number() throws OraException {
        words.take("-");
        if (words.next().kind() != Token.Kind.NUMBER) {
            throw new OraException(1722, "invalid number");
        }
    }

    private void alter() throws OraException {
        if (words.take("TABLE")) {
            tables.alter();
            return;
        }
        words.refuseNotHere("INDEX", "SEQUENCE", "VIEW");
        throw unknown("ALTER");
    }

    private void drop() throws OraException {
        if (words.take("TABLE")) {
            sources.table();
            if (words.is("CASCADE")) {
                words.take("CASCADE");
                words.expectKeyword("CONSTRAINTS");
            }
            if (words.is("PURGE")) {
                words.rewriting().replace(words.at(), "");
                words.take("PURGE");
            }
        } else if (words.takeOneOf("INDEX", "SEQUENCE", "VIEW")) {
            sources.table();
            words.refuseNotHere("CASCADE", "ONLINE", "FORCE", "DEFERRED", "IMMEDIATE");
        } else {
            throw unknown("DROP");
        }
    }

    private void truncate() throws OraException {
        words.refuseNotHere("CLUSTER");
        words.expect("TABLE", 3290, "Invalid truncate command - missing CLUSTER or TABLE keyword");
        sources.table();
        words.refuseNotHere("DROP", "REUSE", "CASCADE", "PRESERVE", "PURGE");
    }

    private void comment() throws OraException {
        words.expect("ON", 969, "missing ON keyword");
        words.refuseNotHere("EDITION", "INDEXTYPE", "MATERIALIZED", "MINING", "OPERATOR");
        if (words.take("TABLE")) {
            sources.table();
        } else if (words.take("COLUMN")) {
            tables.column();
            while (words.take(".")) {
                tables.column();
            }
        } else {
            throw new OraException(1748, "only simple column names allowed here");
        }
        words.expectKeyword("IS");
        if (words.next().kind() != Token.Kind.STRING) {
            throw new OraException(1780, "string literal required");
        }
    }

    private OraException unknown(String verb) {
        String object = words.peek().isName() ? words.peek().name() : "";
        if (OF_THE_DBA.contains(object)) {
            return new OraException(1031, "insufficient privileges");
        }
        Answer answer = UNKNOWN.get(verb);
        return NOT_HERE.contains(object) ? Words.notHere(object) : new OraException(answer.code, answer.text);
    }
}
