package org.poolwarden.json;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Map;
import org.poolwarden.contract.Audience;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Field;
import org.poolwarden.contract.Reply.RecordList;

/** Records of the contract as JSON. It has the names and the order of the contract, and null for what is unknown. */
public final class RecordJson {

    /** {@link Json} looks for its provider anew each time, in every jar. */
    private static final JsonBuilderFactory JSON = factory();

    private RecordJson() {}

    /** It is looked for by the class loader of the thread that comes first, which may know no provider. */
    private static JsonBuilderFactory factory() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(RecordJson.class.getClassLoader());
        try {
            return Json.createBuilderFactory(Map.of());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /**
     * A list of records.
     *
     * @param reader who reads it; fields that this reader may not see are left out
     */
    public static JsonArrayBuilder of(List<EntityRecord> records, Audience reader) {
        JsonArrayBuilder json = JSON.createArrayBuilder();
        records.forEach(record -> json.add(of(record, reader)));
        return json;
    }

    /**
     * A list: what it says of itself, its problems and its records.
     *
     * @param reader who reads it; fields that this reader may not see are left out
     */
    public static JsonObjectBuilder of(RecordList list, Audience reader) {
        return of(list.head(), reader)
                .add(RecordList.PROBLEMS, of(list.problems(), reader))
                .add(RecordList.ITEMS, of(list.records(), reader));
    }

    /**
     * One record.
     *
     * @param reader who reads it; fields that this reader may not see are left out
     */
    public static JsonObjectBuilder of(EntityRecord record, Audience reader) {
        JsonObjectBuilder json = JSON.createObjectBuilder();
        for (Field field : record.entity().fields(reader)) {
            add(json, field.name(), record);
        }
        return json;
    }

    private static void add(JsonObjectBuilder json, String name, EntityRecord record) {
        Object value = record.get(name);
        if (value == null) {
            json.addNull(name);
        } else if (value instanceof Integer number) {
            json.add(name, number);
        } else if (value instanceof Long number) {
            json.add(name, number);
        } else if (value instanceof Boolean flag) {
            json.add(name, flag);
        } else if (value instanceof List<?> lines) {
            json.add(name, JSON.createArrayBuilder(lines));
        } else {
            json.add(name, record.text(name));
        }
    }
}
