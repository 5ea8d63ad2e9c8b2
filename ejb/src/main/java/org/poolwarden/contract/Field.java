package org.poolwarden.contract;

import java.util.Objects;

/** One fact of an {@link Entity}. Two entities that have a field of the same name mean the same fact. */
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

    /** A field that everyone may read, that is never null and has no unit. */
    static Field of(String name, FieldType type, String description) {
        return new Field(name, type, null, description, null, Audience.EVERYONE);
    }

    Field in(Unit of) {
        return new Field(name, type, of, description, unknownIf, audience);
    }

    /**
     * Makes the value nullable.
     *
     * @param when the rest of the sentence "Null if ...", without its full stop
     */
    Field nullIf(String when) {
        return new Field(name, type, unit, description, when, audience);
    }

    /** The same fact with the description that suits another entity. */
    Field described(String text) {
        return new Field(name, type, unit, text, unknownIf, audience);
    }

    Field forOperators() {
        return new Field(name, type, unit, description, unknownIf, Audience.OPERATORS);
    }

    /** The name in camelCase, such as {@code leaseId}. */
    public String name() {
        return name;
    }

    /** The type of the value when it is not null. */
    public FieldType type() {
        return type;
    }

    /** The unit of a number. Null if the description says what is counted, and for everything that is no number. */
    public Unit unit() {
        return unit;
    }

    /** What the value means, in one or two sentences. When it is null is said by {@link #unknownIf}. */
    public String description() {
        return description;
    }

    /** Whether the value may be null. Null always means unknown or absent, as {@link #unknownIf} says. */
    public boolean isNullable() {
        return unknownIf != null;
    }

    /**
     * The condition under which the value is null, such as {@code the thread is unknown}. Null if the value is never
     * null.
     */
    public String unknownIf() {
        return unknownIf;
    }

    /** Who may read the value. Never null. */
    public Audience audience() {
        return audience;
    }

    /**
     * The description and, if the value may be absent, a sentence that says when.
     *
     * @param absent the first word of that sentence, such as {@code Null}
     */
    public String text(String absent) {
        return unknownIf == null ? description : description + " " + absent + " if " + unknownIf + ".";
    }

    /** Whether this field may have that value. Null is accepted if the field is nullable. */
    public boolean accepts(Object value) {
        return value == null ? isNullable() : type.accepts(value);
    }

    @Override
    public String toString() {
        return name;
    }
}
