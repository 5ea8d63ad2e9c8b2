package org.poolwarden.standin.database.statement;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.poolwarden.standin.database.catalog.Procedure;
import org.poolwarden.standin.database.catalog.SessionRow;
import org.poolwarden.standin.database.sql.PlsqlBlock;
import org.poolwarden.standin.database.sql.SqlText;
import org.poolwarden.standin.engine.Bind;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.engine.OraType;

/** One call with its arguments matched to the procedure's parameters: the block compiles, or the constructor throws. */
final class PlsqlCall {

    private static final Set<OraType> PLAIN = EnumSet.of(OraType.NUMBER, OraType.VARCHAR2, OraType.CHAR, OraType.LONG);

    private final Procedure procedure;
    private final PlsqlBlock.Argument[] actual;

    PlsqlCall(SqlText text, PlsqlBlock.Call call, Procedure procedure, List<Bind> binds) throws OraException {
        this.procedure = procedure;
        List<Procedure.Parameter> formal = procedure.parameters();
        actual = new PlsqlBlock.Argument[formal.size()];
        boolean matches = call.arguments().size() == actual.length;
        for (int i = 0; matches && i < actual.length; i++) {
            PlsqlBlock.Argument argument = call.arguments().get(i);
            int position = argument.name() == null ? i : indexOf(formal, argument.name());
            matches = position >= 0 && actual[position] == null;
            if (matches) {
                actual[position] = argument;
                matches = argument.bind() < 0
                        || convertible(binds.get(argument.bind()).type(), formal.get(position));
            }
        }
        if (!matches) {
            throw PlsqlBlock.error(
                    text, call.at(), "PLS-00306: wrong number or types of arguments in call to '" + call.name() + "'");
        }
        for (int i = 0; i < actual.length; i++) {
            if (formal.get(i).out() && actual[i].bind() < 0) {
                throw PlsqlBlock.error(text, call.at(), "PLS-00363: expression cannot be used as an assignment target");
            }
        }
    }

    void run(SessionRow caller, List<Bind> binds) throws OraException {
        List<Object> in = new ArrayList<>();
        List<Integer> out = new ArrayList<>();
        for (int i = 0; i < actual.length; i++) {
            Procedure.Parameter parameter = procedure.parameters().get(i);
            if (parameter.out()) {
                out.add(i);
            } else {
                Object given = actual[i].bind() < 0
                        ? actual[i].literal()
                        : binds.get(actual[i].bind()).value();
                in.add(converted(given, parameter.type()));
            }
        }
        List<Object> results = procedure.body().run(caller, in);
        for (int i = 0; i < out.size(); i++) {
            Bind bind = binds.get(actual[out.get(i)].bind());
            bind.returns(forClient(results.get(i), bind));
        }
    }

    /** Whether PL/SQL converts by itself. Times and bytes are no numbers; as texts, they are not known here. */
    private static boolean convertible(OraType actual, Procedure.Parameter formal) throws OraException {
        boolean plain = PLAIN.contains(actual);
        if (!plain && formal.type() == Procedure.Type.VARCHAR2) {
            throw new OraException(3001, "unimplemented feature: the stand-in converts no " + actual + " to a text");
        }
        return plain;
    }

    private static int indexOf(List<Procedure.Parameter> formal, String name) {
        return formal.stream().map(Procedure.Parameter::name).toList().indexOf(name);
    }

    private static Object converted(Object given, Procedure.Type type) throws OraException {
        if (given == null || "".equals(given)) {
            return null;
        }
        if (type == Procedure.Type.VARCHAR2) {
            return given instanceof BigDecimal number ? number.toPlainString() : given.toString();
        }
        if (given instanceof BigDecimal) {
            return given;
        }
        try {
            return new BigDecimal(given.toString().trim());
        } catch (NumberFormatException e) {
            throw new OraException(6502, "PL/SQL: numeric or value error: character to number conversion error", e);
        }
    }

    private static Object forClient(Object value, Bind bind) throws OraException {
        if (value == null) {
            return null;
        }
        if (bind.type() == OraType.NUMBER) {
            return converted(value, Procedure.Type.NUMBER);
        }
        String text = value instanceof BigDecimal number ? number.toPlainString() : value.toString();
        if (text.getBytes(StandardCharsets.UTF_8).length > bind.maxLength()) {
            throw new OraException(6502, "PL/SQL: numeric or value error: character string buffer too small");
        }
        return text;
    }
}
