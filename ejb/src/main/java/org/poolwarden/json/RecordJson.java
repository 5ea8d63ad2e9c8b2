package org.poolwarden.json;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.stream.JsonGenerator;
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

    /**
     * Writes the members of a list into an object that has begun, as {@link #of(RecordList, Audience)} has them.
     * Nothing is built first: a page of leases has thousands of values.
     */
    public static void write(JsonGenerator json, RecordList list, Audience reader) {
        writeMembers(json, list.head(), reader);
        write(json, RecordList.PROBLEMS, list.problems(), reader);
        write(json, RecordList.ITEMS, list.records(), reader);
    }

    private static void write(JsonGenerator json, String name, List<EntityRecord> records, Audience reader) {
        json.writeStartArray(name);
        for (EntityRecord record : records) {
            json.writeStartObject();
            writeMembers(json, record, reader);
            json.writeEnd();
        }
        json.writeEnd();
    }

    private static void writeMembers(JsonGenerator json, EntityRecord record, Audience reader) {
        for (Field field : record.entity().fields(reader)) {
            write(json, field.name(), record);
        }
    }

    private static void write(JsonGenerator json, String name, EntityRecord record) {
        Object value = record.get(name);
        if (value == null) {
            json.writeNull(name);
        } else if (value instanceof Integer number) {
            json.write(name, number);
        } else if (value instanceof Long number) {
            json.write(name, number);
        } else if (value instanceof Boolean flag) {
            json.write(name, flag);
        } else if (value instanceof List<?> lines) {
            json.writeStartArray(name);
            lines.forEach(line -> json.write((String) line));
            json.writeEnd();
        } else {
            json.write(name, record.text(name));
        }
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
