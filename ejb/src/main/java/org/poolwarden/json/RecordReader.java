package org.poolwarden.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Field;
import org.poolwarden.contract.FieldType;

/**
 * Reads what {@link RecordJson} wrote, perhaps by another version: members that the contract does not have are skipped,
 * and a field that is not there is null.
 */
public final class RecordReader {

    private RecordReader() {}

    /**
     * Sets fields of a record.
     *
     * @param fields which; the record must not have them yet
     * @throws IllegalArgumentException if a member has another type than its field, or is missing where the field is
     *     never null
     */
    public static EntityRecord.Builder set(EntityRecord.Builder record, List<Field> fields, JsonObject json) {
        for (Field field : fields) {
            record.set(field.name(), value(field, json.getOrDefault(field.name(), JsonValue.NULL)));
        }
        return record;
    }

    private static Object value(Field field, JsonValue json) {
        if (json == JsonValue.NULL) {
            return null;
        }
        Object value =
                switch (field.type()) {
                    case TEXT -> json instanceof JsonString text ? text.getString() : null;
                    case INT ->
                        json instanceof JsonNumber number && number.isIntegral() ? number.intValueExact() : null;
                    case LONG ->
                        json instanceof JsonNumber number && number.isIntegral() ? number.longValueExact() : null;
                    case FLAG -> flag(json);
                    case TIME -> json instanceof JsonString text ? time(text.getString()) : null;
                    case LINES -> json instanceof JsonArray array ? lines(array) : null;
                };
        if (value == null) {
            throw new IllegalArgumentException(field + " is no " + field.type());
        }
        return value;
    }

    private static Object flag(JsonValue json) {
        return switch (json.getValueType()) {
            case TRUE -> Boolean.TRUE;
            case FALSE -> Boolean.FALSE;
            default -> null;
        };
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(text + " is no " + FieldType.TIME, e);
        }
    }

    private static List<String> lines(JsonArray array) {
        return array.stream()
                .map(line -> line instanceof JsonString text ? text.getString() : null)
                .toList();
    }
}
