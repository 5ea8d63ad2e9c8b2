package org.poolwarden.standin.database.grammar;

import java.util.Map;
import java.util.Set;
import org.poolwarden.standin.database.tree.Expr;
import org.poolwarden.standin.database.tree.SqlType;
import org.poolwarden.standin.engine.OraException;

/** The functions that can be called, and those that Oracle has besides. */
final class Functions {

    private static final int MANY = 100;

    /**
     * A function.
     *
     * @param type of its value; UNKNOWN for that of its first argument
     */
    record Function(int min, int max, SqlType type, Expr.Kind kind) {}

    private static final Map<String, Function> HERE = Map.ofEntries(
            number("ABS", 1, 1),
            aggregate("AVG", SqlType.NUMBER),
            number("CEIL", 1, 1),
            Map.entry("COALESCE", new Function(2, MANY, SqlType.UNKNOWN, Expr.Kind.FUNCTION)),
            text("CONCAT", 2, 2),
            aggregate("COUNT", SqlType.NUMBER),
            Map.entry("DECODE", new Function(3, MANY, SqlType.UNKNOWN, Expr.Kind.FUNCTION)),
            Map.entry("DENSE_RANK", new Function(0, 0, SqlType.NUMBER, Expr.Kind.RANKING)),
            number("FLOOR", 1, 1),
            Map.entry("HEXTORAW", new Function(1, 1, SqlType.RAW, Expr.Kind.FUNCTION)),
            number("INSTR", 2, 3),
            number("LENGTH", 1, 1),
            Map.entry("LISTAGG", new Function(1, 2, SqlType.TEXT, Expr.Kind.AGGREGATE)),
            text("LOWER", 1, 1),
            text("LPAD", 2, 3),
            text("LTRIM", 1, 1),
            aggregate("MAX", SqlType.UNKNOWN),
            aggregate("MIN", SqlType.UNKNOWN),
            number("MOD", 2, 2),
            Map.entry("NULLIF", new Function(2, 2, SqlType.UNKNOWN, Expr.Kind.FUNCTION)),
            Map.entry("NVL", new Function(2, 2, SqlType.UNKNOWN, Expr.Kind.FUNCTION)),
            Map.entry("RANK", new Function(0, 0, SqlType.NUMBER, Expr.Kind.RANKING)),
            text("RAWTOHEX", 1, 1),
            text("REPLACE", 2, 3),
            Map.entry("ROUND", new Function(1, 2, SqlType.UNKNOWN, Expr.Kind.FUNCTION)),
            Map.entry("ROW_NUMBER", new Function(0, 0, SqlType.NUMBER, Expr.Kind.RANKING)),
            text("RPAD", 2, 3),
            text("RTRIM", 1, 1),
            number("SIGN", 1, 1),
            text("SUBSTR", 2, 3),
            aggregate("SUM", SqlType.NUMBER),
            text("SYS_CONTEXT", 2, 2),
            text("TO_CHAR", 1, 2),
            Map.entry("TO_DATE", new Function(2, 2, SqlType.DATE, Expr.Kind.FUNCTION)),
            number("TO_NUMBER", 1, 1),
            Map.entry("TO_TIMESTAMP", new Function(2, 2, SqlType.TIMESTAMP, Expr.Kind.FUNCTION)),
            text("TRIM", 1, 1),
            Map.entry("TRUNC", new Function(1, 2, SqlType.UNKNOWN, Expr.Kind.FUNCTION)),
            text("UPPER", 1, 1));

    private static final Set<String> NOT_HERE = Vocabulary.words("""
            ACOS ADD_MONTHS ANY_VALUE APPENDCHILDXML APPROX_COUNT_DISTINCT APPROX_MEDIAN APPROX_PERCENTILE ASCII
            ASCIISTR ASIN ATAN ATAN2 BFILENAME BIN_TO_NUM BITAND BITOR BITXOR CARDINALITY CHARTOROWID CHR CLUSTER_ID
            COLLATION COLLECT COMPOSE CON_DBID_TO_ID CON_GUID_TO_ID CON_NAME_TO_ID CON_UID_TO_ID CONVERT CORR CORR_K
            CORR_S COS COSH COVAR_POP COVAR_SAMP CUBE_TABLE CUME_DIST CV DATAOBJ_TO_PARTITION DECOMPOSE DEPTH DEREF
            DUMP EMPTY_BLOB EMPTY_CLOB EXISTSNODE EXP EXTRACTVALUE FEATURE_ID FIRST FIRST_VALUE FROM_TZ GREATEST
            GROUP_ID GROUPING GROUPING_ID INITCAP INSTRB INSTRC ITERATION_NUMBER JSON_ARRAY JSON_ARRAYAGG JSON_EXISTS
            JSON_OBJECT JSON_OBJECTAGG JSON_QUERY JSON_TABLE JSON_VALUE LAG LAST LAST_DAY LAST_VALUE LEAD LEAST
            LENGTHB LENGTHC LN LNNVL LOG MAKE_REF MEDIAN MONTHS_BETWEEN NANVL NCHR NEW_TIME NEXT_DAY NLS_CHARSET_ID
            NLS_INITCAP NLS_LOWER NLS_UPPER NLSSORT NTH_VALUE NTILE NUMTODSINTERVAL NUMTOYMINTERVAL NVL2
            ORA_DST_AFFECTED ORA_HASH ORA_INVOKING_USER PATH PERCENT_RANK PERCENTILE_CONT PERCENTILE_DISC POWER
            POWERMULTISET PREDICTION PRESENTNNV PRESENTV PREVIOUS RATIO_TO_REPORT RAWTONHEX REF REFTOHEX REGEXP_COUNT
            REGEXP_INSTR REGEXP_LIKE REGEXP_REPLACE REGEXP_SUBSTR REGR_SLOPE REMAINDER ROWIDTOCHAR ROWIDTONCHAR
            SCN_TO_TIMESTAMP SET SIN SINH SOUNDEX SQRT STANDARD_HASH STATS_MODE STDDEV STDDEV_POP STDDEV_SAMP SUBSTRB
            SUBSTRC SYS_CONNECT_BY_PATH SYS_EXTRACT_UTC SYS_GUID SYS_TYPEID SYS_XMLAGG SYS_XMLGEN TAN TANH
            TIMESTAMP_TO_SCN TO_BINARY_DOUBLE TO_BINARY_FLOAT TO_BLOB TO_CLOB TO_DSINTERVAL TO_LOB TO_MULTI_BYTE
            TO_NCHAR TO_NCLOB TO_SINGLE_BYTE TO_TIMESTAMP_TZ TO_YMINTERVAL TRANSLATE TREAT TZ_OFFSET UNISTR USERENV
            VALIDATE_CONVERSION VALUE VAR_POP VAR_SAMP VARIANCE VSIZE WIDTH_BUCKET XMLAGG XMLCAST XMLCONCAT XMLELEMENT
            XMLEXISTS XMLFOREST XMLPARSE XMLQUERY XMLROOT XMLSERIALIZE XMLTABLE
            """);

    private Functions() {}

    /** Throws ORA-03001 for one of Oracle's own, and ORA-00904 for what is none. */
    static Function named(String name) throws OraException {
        Function function = HERE.get(name);
        if (function == null) {
            throw NOT_HERE.contains(name)
                    ? Words.notHere("function " + name)
                    : new OraException(904, "\"" + name + "\": invalid identifier");
        }
        return function;
    }

    private static Map.Entry<String, Function> number(String name, int min, int max) {
        return Map.entry(name, new Function(min, max, SqlType.NUMBER, Expr.Kind.FUNCTION));
    }

    private static Map.Entry<String, Function> text(String name, int min, int max) {
        return Map.entry(name, new Function(min, max, SqlType.TEXT, Expr.Kind.FUNCTION));
    }

    private static Map.Entry<String, Function> aggregate(String name, SqlType type) {
        return Map.entry(name, new Function(1, 1, type, Expr.Kind.AGGREGATE));
    }
}
