package org.poolwarden.console.export;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.poolwarden.contract.Audience;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Field;

/** Records of the contract as JSON: the names and the order of the fields are its own, and what is unknown is null. */
public final class RecordJson {

    private RecordJson() {}

    /** @param reader who reads it; a field that is for others is left out */
    public static JsonArrayBuilder of(List<EntityRecord> records, Audience reader) {
        JsonArrayBuilder json = Json.createArrayBuilder();
        records.forEach(record -> json.add(of(record, reader)));
        return json;
    }

    /** As the other, of one. */
    public static JsonObjectBuilder of(EntityRecord record, Audience reader) {
        JsonObjectBuilder json = Json.createObjectBuilder();
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
            json.add(name, Json.createArrayBuilder(lines));
        } else {
            json.add(name, record.text(name));
        }
    }
}
