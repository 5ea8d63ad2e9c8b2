package org.poolwarden.contract;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The values of one {@link Entity} at one moment, each of its field's type. Immutable. */
public final class EntityRecord {

    /** No value of a field, and not null either. */
    private static final Object NOT_SET = new Object();

    private final Entity entity;
    /** In the order of the fields. */
    private final Object[] values;

    private EntityRecord(Entity entity, Object[] values) {
        this.entity = entity;
        this.values = values;
    }

    /** Begins a record. Its values may be set in any order. */
    public static Builder of(Entity entity) {
        return new Builder(entity);
    }

    /** The kind of this record. Never null. */
    public Entity entity() {
        return entity;
    }

    /**
     * The value, which has the Java type of its {@link FieldType}. Null if it is unknown or absent.
     *
     * @throws IllegalArgumentException if the entity has no such field
     */
    public Object get(String field) {
        return values[entity.place(field)];
    }

    /**
     * The value as text: a time is in ISO 8601 and UTC, lines are joined by {@code "; "}. Null if the value is null.
     */
    public String text(String field) {
        Object value = get(field);
        if (value == null) {
            return null;
        }
        return value instanceof List<?> lines
                ? String.join("; ", lines.stream().map(String.class::cast).toList())
                : value.toString();
    }

    /** Takes one value for each field of an entity and refuses what the contract does not allow. */
    public static final class Builder {

        private final Entity entity;
        private final Object[] given;

        private Builder(Entity entity) {
            this.entity = entity;
            this.given = new Object[entity.fields().size()];
            Arrays.fill(given, NOT_SET);
        }

        /**
         * Sets one value; null says that it is unknown or absent.
         *
         * @throws IllegalArgumentException if there is no such field, if it has a value already, or if the value has
         *     another type or is null where the field is never null
         */
        public Builder set(String name, Object value) {
            int place = entity.place(name);
            Field field = entity.fields().get(place);
            if (!field.accepts(value)) {
                throw new IllegalArgumentException(entity + "." + name + " is " + field.type() + " and not "
                        + (value == null ? "null" : value.getClass().getName()));
            }
            if (given[place] != NOT_SET) {
                throw new IllegalArgumentException(entity + "." + name + " is set twice");
            }
            given[place] = value instanceof List<?> lines ? List.copyOf(lines) : value;
            return this;
        }

        /** Copies every value of another record. This entity must have all fields of that one. */
        public Builder setAll(EntityRecord other) {
            other.entity.fields().forEach(field -> set(field.name(), other.get(field.name())));
            return this;
        }

        /**
         * Makes the record.
         *
         * @throws IllegalArgumentException if a field was not set. A nullable field must be set to null.
         */
        public EntityRecord build() {
            List<String> missing = IntStream.range(0, given.length)
                    .filter(place -> given[place] == NOT_SET)
                    .mapToObj(place -> entity.fields().get(place).name())
                    .toList();
            if (!missing.isEmpty()) {
                throw new IllegalArgumentException(entity + " lacks " + missing);
            }
            return new EntityRecord(entity, given.clone());
        }
    }
}
