package org.poolwarden.standin.database.grammar;

import java.util.Set;
import org.poolwarden.standin.database.sql.Token;
import org.poolwarden.standin.database.tree.SqlType;
import org.poolwarden.standin.engine.OraException;

/** The type of a column or of a CAST, which H2 is told by another name where its own means something else. */
final class Types {

    private static final int LARGEST_PRECISION = 38;
    private static final int LONGEST_TEXT = 32_767;
    private static final int LONGEST_CHAR = 2000;
    private static final Set<String> INTEGERS = Set.of("INTEGER", "INT", "SMALLINT");
    private static final Set<String> DECIMALS = Set.of("DECIMAL", "DEC", "NUMERIC");
    private static final Set<String> FLOATS = Set.of("FLOAT", "REAL");
    private static final Set<String> NOT_HERE = Vocabulary.words("""
            BFILE BINARY_DOUBLE BINARY_FLOAT BLOB CLOB INTERVAL JSON LONG NATIONAL NCHAR NCLOB NVARCHAR2 ROWID
            SDO_GEOMETRY SYS UROWID URITYPE VECTOR XMLTYPE ANYDATA CHARACTER
            """);

    private final Words words;

    Types(Words words) {
        this.words = words;
    }

    /** Throws ORA-00902 for what is no type, and ORA-03001 for one of Oracle's that is not here. */
    SqlType read() throws OraException {
        int from = words.at();
        Token token = words.next();
        String name = token.kind() == Token.Kind.NAME ? token.name() : "";
        if (INTEGERS.contains(name)) {
            words.rewriting().replace(from, "NUMERIC(38)");
            return SqlType.NUMBER;
        }
        if (FLOATS.contains(name) || "DOUBLE".equals(name) && words.take("PRECISION")) {
            if (words.take("(")) {
                number(1, 126, 1727);
                words.expectRight();
            }
            words.rewriting().replace(from, words.at(), "DECFLOAT(40)");
            return SqlType.NUMBER;
        }
        if ("NUMBER".equals(name) || DECIMALS.contains(name)) {
            return number(from, "NUMBER".equals(name));
        }
        switch (name) {
            case "VARCHAR2", "VARCHAR":
                text(from, "VARCHAR", LONGEST_TEXT, 910, false);
                return SqlType.TEXT;
            case "CHAR":
                text(from, "CHAR", LONGEST_CHAR, 910, true);
                return SqlType.TEXT;
            case "RAW":
                text(from, "VARBINARY", LONGEST_TEXT, 910, false);
                return SqlType.RAW;
            case "DATE":
                words.rewriting().replace(from, "TIMESTAMP(0)");
                return SqlType.DATE;
            case "TIMESTAMP":
                timestamp();
                return SqlType.TIMESTAMP;
            default:
                throw NOT_HERE.contains(name)
                        ? Words.notHere("type " + name)
                        : new OraException(902, "invalid datatype");
        }
    }

    private SqlType number(int from, boolean free) throws OraException {
        int precision = free ? 0 : LARGEST_PRECISION;
        int scale = 0;
        boolean given = words.take("(");
        if (given) {
            precision = words.take("*") ? LARGEST_PRECISION : number(1, LARGEST_PRECISION, 1727);
            if (words.take(",")) {
                if (words.is("-")) {
                    throw Words.notHere("negative scale");
                }
                scale = number(0, 127, 1728);
            }
            words.expectRight();
        }
        if (scale > precision && given) {
            throw Words.notHere("scale larger than the precision");
        }
        String type = precision == 0 ? "DECFLOAT(40)" : "NUMERIC(" + precision + "," + scale + ")";
        words.rewriting().replace(from, words.at(), type);
        return SqlType.NUMBER;
    }

    private void text(int from, String type, int longest, int tooLong, boolean one) throws OraException {
        int length = 1;
        if (!one || words.is("(")) {
            words.expectLeft();
            length = number(1, longest, tooLong);
            words.takeOneOf("BYTE", "CHAR");
            words.expectRight();
        }
        words.rewriting().replace(from, words.at(), type + "(" + length + ")");
    }

    private void timestamp() throws OraException {
        if (words.take("(")) {
            number(0, 9, 30088);
            words.expectRight();
        }
        if (words.take("WITH")) {
            words.refuseNotHere("LOCAL");
            words.expectKeyword("TIME");
            words.expectKeyword("ZONE");
        }
    }

    private int number(int least, int most, int outOfRange) throws OraException {
        Token token = words.next();
        try {
            int value = Integer.parseInt(token.text());
            if (value >= least && value <= most) {
                return value;
            }
            throw new OraException(outOfRange, "number out of range in a type: " + value);
        } catch (NumberFormatException e) {
            throw new OraException(907, "missing right parenthesis", e);
        }
    }
}
