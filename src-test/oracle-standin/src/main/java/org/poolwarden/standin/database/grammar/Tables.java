package org.poolwarden.standin.database.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.poolwarden.standin.database.sql.Token;
import org.poolwarden.standin.database.tree.Expr;
import org.poolwarden.standin.database.tree.Query;
import org.poolwarden.standin.engine.OraException;

/** CREATE TABLE and ALTER TABLE. */
final class Tables {

    private static final Set<String> NOT_HERE = Vocabulary.words("""
            RENAME SET ENABLE DISABLE MOVE SHRINK READ TRUNCATE CACHE NOCACHE PARALLEL NOPARALLEL LOGGING NOLOGGING
            ALLOCATE DEALLOCATE EXCHANGE SPLIT MERGE COALESCE INMEMORY ROW NO COMPRESS FLASHBACK INITRANS PCTFREE
            UPGRADE
            """);

    private final Words words;
    private final Queries queries;
    private final Sources sources;
    private final Values values;
    private final List<Expr> expressions = new ArrayList<>();

    Tables(Words words, Queries queries, Sources sources) {
        this.words = words;
        this.queries = queries;
        this.sources = sources;
        this.values = queries.values();
    }

    /** Defaults and checks that were read. */
    List<Expr> expressions() {
        return expressions;
    }

    /** The query of CREATE TABLE AS, or null. */
    Query create() throws OraException {
        sources.table();
        if (words.take("AS")) {
            return queries.query(true);
        }
        if (!words.take("(")) {
            words.refuseNotHere("OF", "SHARING", "MEMOPTIMIZE", "PARENT");
            throw words.atEnd()
                    ? new OraException(906, "missing left parenthesis")
                    : new OraException(922, "missing or invalid option");
        }
        do {
            if (isConstraint()) {
                constraint();
            } else {
                definition();
            }
        } while (words.take(","));
        words.expectRight();
        if (!words.atEnd()) {
            throw words.peek().isName()
                    ? Words.notHere("attribute of a table: " + words.peek().text())
                    : new OraException(922, "missing or invalid option");
        }
        return null;
    }

    void alter() throws OraException {
        sources.table();
        if (words.take("ADD")) {
            add();
        } else if (words.take("MODIFY")) {
            words.refuseNotHere("(");
            modified();
        } else if (words.take("DROP")) {
            dropped();
        } else if (words.is("RENAME", "COLUMN")) {
            words.rewriting().replace(words.at(), "ALTER");
            words.take("RENAME", "COLUMN");
            column();
            words.rewriting().replace(words.at(), "RENAME TO");
            words.expectKeyword("TO");
            column();
        } else {
            if (NOT_HERE.contains(words.peek().text().toUpperCase(Locale.ROOT))) {
                throw Words.notHere("ALTER TABLE with " + words.peek().text());
            }
            throw new OraException(1735, "invalid ALTER TABLE option");
        }
    }

    private void add() throws OraException {
        words.refuseNotHere("PARTITION", "SUPPLEMENTAL", "PERIOD");
        boolean several = words.take("(");
        if (!several && isConstraint()) {
            constraint();
            return;
        }
        do {
            if (isConstraint()) {
                throw Words.notHere("constraint in parentheses after ADD");
            }
            definition();
        } while (several && words.take(","));
        if (several) {
            words.expectRight();
        }
    }

    private void modified() throws OraException {
        words.refuseNotHere("CONSTRAINT", "PRIMARY", "UNIQUE", "PARTITION", "NESTED", "LOB", "DEFAULT");
        words.rewriting().replace(words.at() - 1, "ALTER COLUMN");
        column();
        words.refuseNotHere("NULL", "NOT", "DEFAULT", "INVISIBLE", "VISIBLE");
        words.rewriting().around(words.at() - 1, words.at(), "", "SET DATA TYPE");
        new Types(words).read();
    }

    private void dropped() throws OraException {
        if (words.takeOneOf("COLUMN", "CONSTRAINT")) {
            column();
            words.refuseNotHere("CASCADE", "INVALIDATE", "KEEP", "DROP", "CHECKPOINT", "ONLINE");
            return;
        }
        words.refuseNotHere("(", "PRIMARY", "UNIQUE", "PARTITION", "UNUSED", "COLUMNS", "SUPPLEMENTAL");
        throw new OraException(905, "missing keyword");
    }

    private void definition() throws OraException {
        column();
        if (words.atEnd() || words.isOneOf(",", ")")) {
            throw new OraException(902, "invalid datatype");
        }
        new Types(words).read();
        if (words.take("DEFAULT")) {
            words.refuseNotHere("ON");
            expressions.add(values.value());
        }
        words.refuseNotHere("GENERATED", "AS", "INVISIBLE", "VISIBLE", "SORT", "ENCRYPT", "COLLATE");
        while (!words.atEnd() && !words.isOneOf(",", ")")) {
            ofColumn();
        }
    }

    private void ofColumn() throws OraException {
        if (words.take("CONSTRAINT")) {
            column();
        }
        if (words.take("NULL") || words.take("NOT", "NULL") || words.take("UNIQUE")) {
            state();
            return;
        }
        if (words.take("PRIMARY")) {
            words.expectKeyword("KEY");
            state();
        } else if (words.is("CHECK")) {
            check();
        } else if (words.is("REFERENCES")) {
            references();
        } else {
            words.refuseNotHere("WITH", "SCOPE", "DEFAULT", "GENERATED", "INVISIBLE", "ENCRYPT");
            state();
            throw new OraException(907, "missing right parenthesis");
        }
    }

    private boolean isConstraint() {
        return words.is("CONSTRAINT")
                || words.is("PRIMARY", "KEY")
                || words.is("UNIQUE", "(")
                || words.is("FOREIGN", "KEY")
                || words.is("CHECK", "(");
    }

    private void constraint() throws OraException {
        if (words.take("CONSTRAINT")) {
            column();
        }
        if (words.take("PRIMARY", "KEY") || words.take("UNIQUE")) {
            words.expectLeft();
            queries.names();
            state();
        } else if (words.take("FOREIGN", "KEY")) {
            words.expectLeft();
            queries.names();
            references();
        } else if (words.is("CHECK")) {
            check();
        } else {
            throw new OraException(904, "invalid identifier");
        }
    }

    private void check() throws OraException {
        words.take("CHECK");
        words.expectLeft();
        expressions.add(values.conditions().condition());
        words.expectRight();
        state();
    }

    private void references() throws OraException {
        words.expectKeyword("REFERENCES");
        sources.table();
        if (words.take("(")) {
            queries.names();
        }
        if (words.take("ON")) {
            words.expectKeyword("DELETE");
            if (!words.take("CASCADE")) {
                words.expectKeyword("SET");
                words.expectKeyword("NULL");
            }
        }
        state();
    }

    private void state() throws OraException {
        words.refuseNotHere(
                "ENABLE",
                "DISABLE",
                "NOVALIDATE",
                "VALIDATE",
                "DEFERRABLE",
                "INITIALLY",
                "RELY",
                "USING",
                "EXCEPTIONS");
    }

    /** The name of a column or constraint. */
    Token column() throws OraException {
        int at = words.at();
        Token name = words.name(904, "invalid identifier");
        words.rewriting().quote(at);
        return name;
    }
}
