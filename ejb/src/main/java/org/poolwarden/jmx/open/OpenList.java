package org.poolwarden.jmx.open;

import java.util.ArrayList;
import java.util.List;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.Field;
import org.poolwarden.contract.Reply;
import org.poolwarden.contract.Reply.RecordList;

/** The open type of a list: what it says of itself, a table of its problems, and its items as a table or as lines. */
final class OpenList {

    private final Entity head;

    /** The records of the list. Null if it is one of lines. */
    private final OpenTypes records;

    private final String[] names;
    private final CompositeType type;

    private OpenList(Entity head, OpenTypes records, String[] names, CompositeType type) {
        this.head = head;
        this.records = records;
        this.names = names;
        this.type = type;
    }

    static OpenList of(Reply reply) {
        OpenTypes records = reply.entity() == null ? null : OpenTypes.of(reply.entity());
        List<String> names = new ArrayList<>();
        List<String> descriptions = new ArrayList<>();
        List<OpenType<?>> types = new ArrayList<>();
        for (Field field : reply.head().fields()) {
            names.add(field.name());
            descriptions.add(field.text("Null"));
            types.add(Types.of(field.type()));
        }
        names.addAll(List.of(RecordList.PROBLEMS, RecordList.ITEMS));
        descriptions.addAll(List.of(RecordList.PROBLEMS_DESCRIPTION, RecordList.ITEMS_DESCRIPTION));
        types.add(OpenTypes.of(Entity.PROBLEM).table());
        types.add(records == null ? Types.of(reply.type()) : records.table());
        String[] columns = names.toArray(String[]::new);
        try {
            CompositeType type = new CompositeType(
                    (records == null ? "Line" : records.row().getTypeName()) + "List",
                    reply.head().description(),
                    columns,
                    descriptions.toArray(String[]::new),
                    types.toArray(OpenType[]::new));
            return new OpenList(reply.head(), records, columns, type);
        } catch (OpenDataException e) {
            throw new IllegalStateException(e);
        }
    }

    CompositeType type() {
        return type;
    }

    CompositeData of(RecordList list) {
        List<Object> values = new ArrayList<>();
        head.fields().forEach(field -> values.add(Types.value(list.head().get(field.name()))));
        values.add(OpenTypes.of(Entity.PROBLEM).table(list.problems()));
        values.add(records == null ? Types.value(list.lines()) : records.table(list.records()));
        try {
            return new CompositeDataSupport(type, names, values.toArray());
        } catch (OpenDataException e) {
            throw new IllegalStateException(type.getTypeName(), e);
        }
    }
}
