package org.poolwarden.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values of one {@link Entity} at one moment, each of its field's type. Immutable. */
public final class EntityRecord {

    private final Entity entity;
    private final Map<String, Object> values;

    private EntityRecord(Entity entity, Map<String, Object> values) {
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
        return values.get(entity.field(field).name());
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
        private final Map<String, Object> given = new LinkedHashMap<>();

        private Builder(Entity entity) {
            this.entity = entity;
        }

        /**
         * Sets one value; null says that it is unknown or absent.
         *
         * @throws IllegalArgumentException if there is no such field, if it has a value already, or if the value has
         *     another type or is null where the field is never null
         */
        public Builder set(String name, Object value) {
            Field field = entity.field(name);
            if (!field.accepts(value)) {
                throw new IllegalArgumentException(entity + "." + name + " is " + field.type() + " and not "
                        + (value == null ? "null" : value.getClass().getName()));
            }
            if (given.containsKey(name)) {
                throw new IllegalArgumentException(entity + "." + name + " is set twice");
            }
            given.put(name, value instanceof List<?> lines ? List.copyOf(lines) : value);
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
            Map<String, Object> ordered = new LinkedHashMap<>();
            List<String> missing = new ArrayList<>();
            for (Field field : entity.fields()) {
                if (!given.containsKey(field.name())) {
                    missing.add(field.name());
                }
                ordered.put(field.name(), given.get(field.name()));
            }
            if (!missing.isEmpty()) {
                throw new IllegalArgumentException(entity + " lacks " + missing);
            }
            return new EntityRecord(entity, ordered);
        }
    }
}
