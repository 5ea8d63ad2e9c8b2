package org.poolwarden.jmx.open;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.poolwarden.contract.Parameter;

/**
 * The arguments of one call, by the names of the parameters. A blank text is replaced by the default of its parameter,
 * if that has one.
 */
public final class Given {

    private final Map<String, Object> values;

    private Given(Map<String, Object> values) {
        this.values = values;
    }

    /**
     * Names the arguments.
     *
     * @param arguments one for each parameter, of the parameter's type; only a text may be null
     */
    static Given of(List<Parameter> parameters, Object... arguments) {
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            Parameter parameter = parameters.get(i);
            boolean blank = arguments[i] == null || arguments[i] instanceof String text && text.isBlank();
            Object standard = parameter.defaultValue();
            values.put(parameter.name(), blank && standard != null ? standard : arguments[i]);
        }
        return new Given(values);
    }

    /** The text that was given, or the default. Null if there is neither. */
    public String text(String parameter) {
        return (String) value(parameter);
    }

    /** The number of an INT parameter. */
    public int integer(String parameter) {
        return (Integer) value(parameter);
    }

    /** The number of a LONG parameter. */
    public long number(String parameter) {
        return (Long) value(parameter);
    }

    private Object value(String parameter) {
        if (!values.containsKey(parameter)) {
            throw new IllegalStateException("no parameter " + parameter);
        }
        return values.get(parameter);
    }
}
