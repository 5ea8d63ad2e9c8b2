package org.poolwarden.contract;

import java.util.Objects;

/** One fact of an {@link Entity}. Whoever has the same name in two entities means the same fact. */
public final class Field {

    private final String name;
    private final FieldType type;
    private final Unit unit;
    private final String description;
    private final String unknownIf;
    private final Audience audience;

    private Field(String name, FieldType type, Unit unit, String description, String unknownIf, Audience audience) {
        if (!Spelling.isCamel(name)) {
            throw new IllegalArgumentException(name + " is not in camelCase");
        }
        this.name = name;
        this.type = Objects.requireNonNull(type, name);
        this.unit = unit;
        this.description = Objects.requireNonNull(description, name);
        this.unknownIf = unknownIf;
        this.audience = audience;
    }

    /** One for everyone, always known, without a unit. */
    static Field of(String name, FieldType type, String description) {
        return new Field(name, type, null, description, null, Audience.EVERYONE);
    }

    Field in(Unit of) {
        return new Field(name, type, of, description, unknownIf, audience);
    }

    /** @param when continues "Null if ", without a full stop */
    Field nullIf(String when) {
        return new Field(name, type, unit, description, when, audience);
    }

    /** The same fact in an entity for which more, or less, is to be said. */
    Field described(String text) {
        return new Field(name, type, unit, text, unknownIf, audience);
    }

    Field forOperators() {
        return new Field(name, type, unit, description, unknownIf, Audience.OPERATORS);
    }

    /** In camelCase. */
    public String name() {
        return name;
    }

    public FieldType type() {
        return type;
    }

    /** Null for a text, a count and whatever needs none. */
    public Unit unit() {
        return unit;
    }

    /** One or two sentences, without the case in which the value is null. */
    public String description() {
        return description;
    }

    /** Whether the value may be null. Null always means unknown or absent, as {@link #unknownIf} says. */
    public boolean isNullable() {
        return unknownIf != null;
    }

    /** When the value is null: the rest of a sentence, such as {@code the thread is unknown}. Null if it never is. */
    public String unknownIf() {
        return unknownIf;
    }

    public Audience audience() {
        return audience;
    }

    /** {@link #description} and, in a sentence of its own, when the value is absent. */
    public String text(String absent) {
        return unknownIf == null ? description : description + " " + absent + " if " + unknownIf + ".";
    }

    /** Whether a value fits; null fits if the field is nullable. */
    public boolean accepts(Object value) {
        return value == null ? isNullable() : type.accepts(value);
    }

    @Override
    public String toString() {
        return name;
    }
}
