package org.poolwarden.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContractTest {

    @Test
    void everythingIsDescribedInSentences() {
        for (Entity entity : Entity.values()) {
            assertSentence(entity.description(), entity.name());
            entity.fields().forEach(field -> assertSentence(field.text("Null"), entity + "." + field));
        }
        for (Operation operation : Operation.values()) {
            assertSentence(operation.description(), operation.name());
            operation
                    .parameters()
                    .forEach(parameter -> assertSentence(parameter.description(), operation + "." + parameter));
            if (operation.descriptionForPool() != null) {
                assertSentence(operation.descriptionForPool(), operation.name());
            }
        }
    }

    @Test
    void whenAValueIsNullIsTheRestOfASentence() {
        for (Entity entity : Entity.values()) {
            for (Field field : entity.fields()) {
                assertFalse(field.isNullable() && field.unknownIf().endsWith("."), entity + "." + field);
                assertFalse(
                        field.description().matches("(?i).*\\b(null|undefined|unknown|-1)\\b.*")
                                && !field.description().contains("UNKNOWN")
                                && field.type() != FieldType.LINES,
                        entity + "." + field);
            }
        }
    }

    @Test
    void noNameIsTwiceInAnEntityOrAnOperation() {
        for (Entity entity : Entity.values()) {
            Set<String> names = new HashSet<>();
            entity.fields().forEach(field -> assertTrue(names.add(field.name()), entity + "." + field));
        }
        for (Operation operation : Operation.values()) {
            Set<String> names = new HashSet<>();
            operation
                    .parameters()
                    .forEach(parameter -> assertTrue(names.add(parameter.name()), operation + "." + parameter));
        }
    }

    @Test
    void aNameIsOneTypeAndOneUnitEverywhere() {
        Map<String, String> types = new HashMap<>();
        for (Entity entity : Entity.values()) {
            for (Field field : entity.fields()) {
                String type = field.type() + " in " + field.unit();
                assertEquals(type, types.getOrDefault(field.name(), type), entity + "." + field);
                types.put(field.name(), type);
            }
        }
    }

    @Test
    void whatTellsTwoRecordsApartIsKnown() {
        for (Operation operation : Operation.values()) {
            Reply reply = operation.reply();
            if (reply.entity() != null && reply.isList()) {
                assertFalse(reply.entity().keys().isEmpty(), operation.name());
                reply.entity()
                        .keys()
                        .forEach(key -> assertFalse(reply.entity().field(key).isNullable(), operation + "." + key));
            }
        }
    }

    @Test
    void anExplanationHasAllOfALease() {
        assertEquals(
                Entity.LEASE.fields(),
                Entity.EXPLANATION.fields().subList(0, Entity.LEASE.fields().size()));
    }

    @Test
    void onlyTheExplanationHasSqlTextAndOnlyForOperators() {
        for (Entity entity : Entity.values()) {
            assertEquals(
                    entity == Entity.EXPLANATION ? 1 : 0,
                    entity.fields().size() - entity.fields(Audience.EVERYONE).size(),
                    entity.name());
            assertEquals(entity.fields(), entity.fields(Audience.OPERATORS));
        }
        assertEquals(Audience.OPERATORS, Entity.EXPLANATION.field("sqlText").audience());
    }

    @Test
    void aShortFormLeavesOnlyOptionalParametersOut() {
        for (Operation operation : Operation.values()) {
            Operation full = operation.shortFormOf();
            if (full != null) {
                assertEquals(operation.followedBy(), full.followedBy());
                assertTrue(full.parameters().containsAll(operation.parameters()), operation.name());
                full.parameters().stream()
                        .filter(parameter -> !operation.parameters().contains(parameter))
                        .forEach(parameter -> assertFalse(parameter.isRequired(), full + "." + parameter));
            }
        }
    }

    @Test
    void whatIsFollowedRepliesAnId() {
        for (Operation operation : Operation.values()) {
            if (operation.followedBy() != null) {
                assertEquals(FieldType.TEXT, operation.reply().type());
                assertEquals(1, operation.followedBy().parameters().size());
            }
        }
    }

    private static void assertSentence(String text, String where) {
        assertTrue(text.matches("(?s)[A-Z0-9].*[a-zA-Z0-9)#]\\."), where + ": " + text);
        assertFalse(text.contains("  ") || text.contains("..") || text.contains(" ,"), where + ": " + text);
    }
}
