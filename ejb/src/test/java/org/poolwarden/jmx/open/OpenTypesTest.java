package org.poolwarden.jmx.open;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.contract.Audience;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Field;
import org.poolwarden.mapping.Absent;
import org.poolwarden.mapping.Known;

@DisplayName("A record of the contract as open data")
class OpenTypesTest {

    @Test
    @DisplayName("has every field that everyone may read, with the same value")
    void known() {
        for (EntityRecord record : Known.records()) {
            CompositeData data = OpenTypes.of(record.entity()).row(record);
            List<Field> fields = record.entity().fields(Audience.EVERYONE);
            assertEquals(fields.size(), data.getCompositeType().keySet().size());
            for (Field field : fields) {
                assertEquals(record.get(field.name()), back(data.get(field.name())), record.entity() + "." + field);
            }
            assertFalse(data.containsKey("sqlText"));
        }
    }

    @Test
    @DisplayName("is null where a fact is unknown, and never the text null")
    void absent() {
        for (EntityRecord record : Absent.records()) {
            CompositeData data = OpenTypes.of(record.entity()).row(record);
            for (Field field : record.entity().fields(Audience.EVERYONE)) {
                Object value = data.get(field.name());
                if (field.isNullable()) {
                    assertNull(value, record.entity() + "." + field);
                } else {
                    assertFalse(back(value).toString().contains("null"), record.entity() + "." + field);
                }
            }
        }
    }

    @Test
    @DisplayName("is one row of a table by its keys, and the first of two with the same keys")
    void table() {
        EntityRecord first = Known.records().get(Entity.LEASE.ordinal());
        EntityRecord second = Absent.records().get(1);
        assertEquals(first.get("leaseId"), second.get("leaseId"));
        assertEquals(
                "LEAKED",
                OpenTypes.of(Entity.LEASE)
                        .table(List.of(first, second))
                        .get(new Object[] {7L})
                        .get("verdict"));
        assertNull(OpenTypes.of(Entity.STATUS).table());
    }

    private static Object back(Object value) {
        if (value instanceof Date date) {
            return Instant.ofEpochMilli(date.getTime());
        }
        return value instanceof String[] lines ? Arrays.asList(lines) : value;
    }
}
