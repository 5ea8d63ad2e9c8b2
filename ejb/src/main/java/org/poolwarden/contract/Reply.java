package org.poolwarden.contract;

/** What an {@link Operation} replies. */
public final class Reply {

    /** One text; null if it is unknown. */
    static final Reply TEXT = new Reply(null, FieldType.TEXT, false);

    /** A list of texts. */
    static final Reply LINES = new Reply(null, FieldType.LINES, true);

    private final Entity entity;
    private final FieldType type;
    private final boolean many;

    private Reply(Entity entity, FieldType type, boolean many) {
        this.entity = entity;
        this.type = type;
        this.many = many;
    }

    static Reply one(Entity entity) {
        return new Reply(entity, null, false);
    }

    static Reply many(Entity entity) {
        return new Reply(entity, null, true);
    }

    /** Whose records are replied; null if the reply is text. */
    public Entity entity() {
        return entity;
    }

    /** TEXT or LINES; null if records are replied. */
    public FieldType type() {
        return type;
    }

    /** Whether it is a list. */
    public boolean isMany() {
        return many;
    }
}
