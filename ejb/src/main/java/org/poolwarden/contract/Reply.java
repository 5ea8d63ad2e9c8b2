package org.poolwarden.contract;

/** What an {@link Operation} replies. */
public final class Reply {

    /** One text, which is null if it is unknown. */
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

    /** The kind of the records. Null if the reply is text. */
    public Entity entity() {
        return entity;
    }

    /** TEXT or LINES. Null if the reply consists of records. */
    public FieldType type() {
        return type;
    }

    /** Whether the reply is a list of records or texts. */
    public boolean isMany() {
        return many;
    }
}
