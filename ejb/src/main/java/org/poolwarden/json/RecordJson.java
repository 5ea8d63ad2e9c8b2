package org.poolwarden.json;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.poolwarden.contract.Audience;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Field;
import org.poolwarden.contract.Reply.RecordList;

/** Records of the contract as JSON. It has the names and the order of the contract, and null for what is unknown. */
public final class RecordJson {

    private RecordJson() {}

    /**
     * A list of records.
     *
     * @param reader who reads it; fields that this reader may not see are left out
     */
    public static JsonArrayBuilder of(List<EntityRecord> records, Audience reader) {
        JsonArrayBuilder json = JsonFactories.BUILDERS.createArrayBuilder();
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
        JsonObjectBuilder json = JsonFactories.BUILDERS.createObjectBuilder();
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
            json.add(name, JsonFactories.BUILDERS.createArrayBuilder(lines));
        } else {
            json.add(name, record.text(name));
        }
    }
}
