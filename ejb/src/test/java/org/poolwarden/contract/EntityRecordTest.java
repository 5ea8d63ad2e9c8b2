package org.poolwarden.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntityRecordTest {

    private static final Instant TIME = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void aRecordHasWhatItWasGiven() {
        EntityRecord kill = filled(Entity.KILL).build();
        assertEquals(7L, kill.get("leaseId"));
        assertEquals("2026-11-21T10:00:00Z", kill.text("slotFreed"));
        assertEquals("one; two", kill.text("steps"));
        assertThrows(IllegalArgumentException.class, () -> kill.get("slotFree"));
    }

    @Test
    void whatIsUnknownIsNull() {
        for (Entity entity : Entity.values()) {
            EntityRecord.Builder builder = EntityRecord.of(entity);
            entity.fields().forEach(field -> builder.set(field.name(), field.isNullable() ? null : sample(field)));
            EntityRecord record = builder.build();
            entity.fields().stream().filter(Field::isNullable).forEach(field -> {
                assertNull(record.get(field.name()));
                assertNull(record.text(field.name()));
            });
        }
    }

    @Test
    void aValueOfAnotherTypeIsRefused() {
        for (Entity entity : Entity.values()) {
            for (Field field : entity.fields()) {
                EntityRecord.Builder builder = EntityRecord.of(entity);
                Object wrong = field.type() == FieldType.TEXT ? 1 : "text";
                assertThrows(
                        IllegalArgumentException.class, () -> builder.set(field.name(), wrong), entity + "." + field);
            }
        }
        EntityRecord.Builder lease = EntityRecord.of(Entity.LEASE);
        assertThrows(IllegalArgumentException.class, () -> lease.set("ageSeconds", 1));
        assertThrows(IllegalArgumentException.class, () -> lease.set("reasons", List.of(1)));
        assertThrows(IllegalArgumentException.class, () -> lease.set("reasons", Arrays.asList("one", null)));
    }

    @Test
    void whatIsAlwaysKnownIsNeverNull() {
        EntityRecord.Builder lease = EntityRecord.of(Entity.LEASE);
        assertThrows(IllegalArgumentException.class, () -> lease.set("leaseId", null));
        assertThrows(IllegalArgumentException.class, () -> lease.set("reasons", null));
    }

    @Test
    void aFieldThatWasForgottenIsToldBeItNullableOrNot() {
        EntityRecord.Builder problem = EntityRecord.of(Entity.PROBLEM).set("text", "It is broken.");
        String message =
                assertThrows(IllegalArgumentException.class, problem::build).getMessage();
        assertTrue(message.contains("code") && message.contains("subject") && message.contains("action"), message);
    }

    @Test
    void aFieldIsSetOnceAndExists() {
        EntityRecord.Builder problem = EntityRecord.of(Entity.PROBLEM).set("text", "It is broken.");
        assertThrows(IllegalArgumentException.class, () -> problem.set("text", "It is broken."));
        assertThrows(IllegalArgumentException.class, () -> problem.set("sentence", "It is broken."));
    }

    @Test
    void anExplanationTakesAllOfALease() {
        EntityRecord.Builder builder =
                EntityRecord.of(Entity.EXPLANATION).setAll(filled(Entity.LEASE).build());
        Entity.EXPLANATION.fields().stream()
                .skip(Entity.LEASE.fields().size())
                .forEach(field -> builder.set(field.name(), sample(field)));
        assertEquals(7L, builder.build().get("leaseId"));
    }

    @Test
    void aRecordDoesNotChange() {
        List<String> lines = new ArrayList<>(List.of("one"));
        EntityRecord.Builder builder = EntityRecord.of(Entity.STATUS);
        Entity.STATUS
                .fields()
                .forEach(field -> builder.set(field.name(), field.type() == FieldType.LINES ? lines : sample(field)));
        EntityRecord status = builder.build();
        lines.add("two");
        assertEquals("one", status.text("lastScanProblems"));
    }

    private static EntityRecord.Builder filled(Entity entity) {
        EntityRecord.Builder builder = EntityRecord.of(entity);
        entity.fields().forEach(field -> builder.set(field.name(), sample(field)));
        return builder;
    }

    private static Object sample(Field field) {
        return switch (field.type()) {
            case TEXT -> "text";
            case INT -> 7;
            case LONG -> 7L;
            case FLAG -> true;
            case TIME -> TIME;
            case LINES -> List.of("one", "two");
        };
    }
}
