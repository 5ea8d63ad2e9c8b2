package org.poolwarden.contract;

import java.util.Objects;

/**
 * One parameter of an {@link Operation}. JMX has no optional parameters: its callers send an empty text, or the default
 * of a number, instead of leaving a parameter out.
 */
public final class Parameter {

    private final String name;
    private final FieldType type;
    private final String description;
    private final boolean required;
    private final Object defaultValue;
    private final Unit unit;
    private final Integer min;
    private final Integer max;

    private Parameter(
            String name,
            FieldType type,
            String description,
            boolean required,
            Object defaultValue,
            Unit unit,
            Integer min,
            Integer max) {
        if (!Spelling.isCamel(name)) {
            throw new IllegalArgumentException(name + " is not in camelCase");
        }
        if (defaultValue != null && !type.accepts(defaultValue)) {
            throw new IllegalArgumentException(name + " has a default of another type");
        }
        this.name = name;
        this.type = Objects.requireNonNull(type, name);
        this.description = Objects.requireNonNull(description, name);
        this.required = required;
        this.defaultValue = defaultValue;
        this.unit = unit;
        this.min = min;
        this.max = max;
    }

    static Parameter required(String name, FieldType type, String description) {
        return new Parameter(name, type, description, true, null, null, null, null);
    }

    /** A text that may be empty or left out. */
    static Parameter optional(String name, String description) {
        return new Parameter(name, FieldType.TEXT, description, false, null, null, null, null);
    }

    Parameter in(Unit of) {
        return new Parameter(name, type, description, required, defaultValue, of, min, max);
    }

    Parameter atLeast(int least) {
        return new Parameter(name, type, description, required, defaultValue, unit, least, null);
    }

    Parameter between(int min, int max) {
        return new Parameter(name, type, description, required, defaultValue, unit, min, max);
    }

    /** Makes the parameter optional and gives it a default. */
    Parameter otherwise(Object value) {
        return new Parameter(name, type, description, false, value, unit, min, max);
    }

    /** The name in camelCase, such as {@code leaseId}. */
    public String name() {
        return name;
    }

    /** The type of the value: TEXT, INT or LONG. */
    public FieldType type() {
        return type;
    }

    /** What the parameter means, in one or two sentences. */
    public String description() {
        return description;
    }

    /** Whether a caller must give a value. */
    public boolean isRequired() {
        return required;
    }

    /** The value that is used if none is given; it has the parameter's type. Null if there is no default. */
    public Object defaultValue() {
        return defaultValue;
    }

    /** The unit of a number. Null for a text and for a plain count. */
    public Unit unit() {
        return unit;
    }

    /** The smallest number that is allowed. Null if there is no limit. */
    public Integer min() {
        return min;
    }

    /** The largest number that is allowed. Null if there is no limit. */
    public Integer max() {
        return max;
    }

    @Override
    public String toString() {
        return name;
    }
}
