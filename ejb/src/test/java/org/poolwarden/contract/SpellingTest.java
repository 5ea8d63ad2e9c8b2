package org.poolwarden.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SpellingTest {

    @Test
    void eachInterfaceHasItsSpelling() {
        assertEquals("rollback-seconds-left", Spelling.hyphenated("rollbackSecondsLeft"));
        assertEquals("RollbackSecondsLeft", Spelling.upperCamel("rollbackSecondsLeft"));
        assertEquals("rollbackSecondsLeft", Spelling.camel("rollback-seconds-left"));
        assertEquals("listAudit", Spelling.camel("LIST_AUDIT"));
    }

    @Test
    void whatCannotBeSpelledBackIsNoName() {
        for (String name : new String[] {"", "LeaseId", "sqlID", "lease-id", "lease_id", "lease id"}) {
            assertFalse(Spelling.isCamel(name), name);
        }
        assertTrue(Spelling.isCamel("inst"));
    }

    @Test
    void everyNameComesBackFromTheHyphens() {
        for (Entity entity : Entity.values()) {
            for (Field field : entity.fields()) {
                assertEquals(field.name(), Spelling.camel(Spelling.hyphenated(field.name())));
            }
        }
        for (Operation operation : Operation.values()) {
            String name = operation.camelName();
            assertTrue(Spelling.isCamel(name), name);
            assertEquals(name, Spelling.camel(Spelling.hyphenated(name)));
        }
    }
}
