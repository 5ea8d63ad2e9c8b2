package org.poolwarden.jmx.open;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.TabularData;
import javax.management.openmbean.TabularDataSupport;
import javax.management.openmbean.TabularType;
import org.poolwarden.contract.Audience;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Field;
import org.poolwarden.contract.Spelling;

/**
 * The open types of an entity of the contract: a record, and a table of records by their keys. A client needs no class
 * of Poolwarden to read them. They have only what everyone may read; SQL text has an operation of its own.
 */
public final class OpenTypes {

    private static final String NODE = "node";

    private static final Map<Entity, OpenTypes> ALL = all();

    private final String[] names;
    private final CompositeType row;
    private final CompositeType told;
    private final TabularType table;

    private OpenTypes(Entity entity) throws OpenDataException {
        List<Field> fields = entity.fields(Audience.EVERYONE);
        String name = Spelling.upperCamel(entity.camelName());
        names = fields.stream().map(Field::name).toArray(String[]::new);
        String[] descriptions = fields.stream().map(field -> field.text("Null")).toArray(String[]::new);
        OpenType<?>[] types =
                fields.stream().map(field -> Types.of(field.type())).toArray(OpenType[]::new);
        row = new CompositeType(name, entity.description(), names, descriptions, types);
        Field node = Entity.STATUS.field(NODE);
        boolean named = row.containsKey(NODE);
        told = named
                ? row
                : new CompositeType(
                        "Told" + name,
                        entity.description() + " With the server that tells it.",
                        with(NODE, names),
                        with(node.text("Null"), descriptions),
                        with(Types.of(node.type()), types));
        table = entity.keys().isEmpty()
                ? null
                : new TabularType(
                        name + "s", entity.description(), row, entity.keys().toArray(String[]::new));
    }

    /** The open types of that entity. */
    public static OpenTypes of(Entity entity) {
        return ALL.get(entity);
    }

    CompositeType row() {
        return row;
    }

    /** The type of the table. Null for an entity that has only one record. */
    TabularType table() {
        return table;
    }

    /** One record as open data. */
    public CompositeData row(EntityRecord from) {
        Object[] values = new Object[names.length];
        for (int i = 0; i < names.length; i++) {
            values[i] = Types.value(from.get(names[i]));
        }
        try {
            return new CompositeDataSupport(row, names, values);
        } catch (OpenDataException e) {
            throw new IllegalStateException(row.getTypeName(), e);
        }
    }

    /**
     * One record as what a notification carries: with the name of the server, because who hears of several has nothing
     * else to tell them apart.
     */
    public CompositeData told(EntityRecord from, String node) {
        CompositeData made = row(from);
        List<Object> values = new ArrayList<>();
        List<String> all = new ArrayList<>(told.keySet());
        all.forEach(name -> values.add(name.equals(NODE) ? node : made.get(name)));
        try {
            return new CompositeDataSupport(told, all.toArray(String[]::new), values.toArray());
        } catch (OpenDataException e) {
            throw new IllegalStateException(told.getTypeName(), e);
        }
    }

    private static <T> T[] with(T first, T[] others) {
        T[] all = Arrays.copyOf(others, others.length + 1);
        all[others.length] = first;
        return all;
    }

    /** A table in the order of the collection. If two records have the same key, the first one counts. */
    public TabularData table(Collection<EntityRecord> from) {
        TabularDataSupport data = new TabularDataSupport(table);
        for (EntityRecord item : from) {
            CompositeData made = row(item);
            if (!data.containsKey(data.calculateIndex(made))) {
                data.put(made);
            }
        }
        return data;
    }

    private static Map<Entity, OpenTypes> all() {
        Map<Entity, OpenTypes> all = new EnumMap<>(Entity.class);
        for (Entity entity : Entity.values()) {
            try {
                all.put(entity, new OpenTypes(entity));
            } catch (OpenDataException e) {
                throw new IllegalStateException(entity.name(), e);
            }
        }
        return all;
    }
}
