package org.poolwarden.standin.database.catalog;

import java.util.List;
import org.poolwarden.standin.engine.OraException;

/** A stored procedure. */
public record Procedure(List<Parameter> parameters, Body body) {

    /** Copies the parameters. */
    public Procedure {
        parameters = List.copyOf(parameters);
    }

    /** The type of a parameter. */
    public enum Type {
        NUMBER,
        VARCHAR2
    }

    /**
     * A formal parameter.
     *
     * @param name in upper case
     */
    public record Parameter(String name, Type type, boolean out) {

        /** {@code p_x IN NUMBER}. */
        public static Parameter number(String name) {
            return new Parameter(name, Type.NUMBER, false);
        }

        /** {@code p_x IN VARCHAR2}. */
        public static Parameter text(String name) {
            return new Parameter(name, Type.VARCHAR2, false);
        }

        /** {@code p_x OUT NUMBER} or {@code OUT VARCHAR2}. */
        public static Parameter out(String name, Type type) {
            return new Parameter(name, type, true);
        }
    }

    /** What it does. */
    public interface Body {
        /**
         * @param in one value for each IN parameter, in their order: null, BigDecimal or String
         * @return one value for each OUT parameter, in their order
         */
        List<Object> run(SessionRow caller, List<Object> in) throws OraException;
    }
}
