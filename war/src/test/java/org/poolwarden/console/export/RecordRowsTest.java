package org.poolwarden.console.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.admin.record.AuditedKill;
import org.poolwarden.admin.record.Explanation;
import org.poolwarden.console.Sample;
import org.poolwarden.console.web.Csv;
import org.poolwarden.contract.Audience;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Field;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Session.Access;
import org.poolwarden.mapping.AuditMapper;
import org.poolwarden.mapping.ExplanationMapper;
import org.poolwarden.mapping.LeaseMapper;
import org.poolwarden.mapping.SessionMapper;

@DisplayName("A list as a file")
class RecordRowsTest {

    @Test
    @DisplayName("has the contract's names as its head, a field for each head, and nothing for what is unknown")
    void shape() {
        whole(
                Entity.LEASE,
                List.of(
                        LeaseMapper.of(Sample.row(Verdict.LEAKED, Access.ALLOWED)),
                        LeaseMapper.of(Sample.row(Verdict.UNMATCHED, null))));
        whole(
                Entity.SESSION,
                List.of(
                        SessionMapper.of(Sample.classified(Verdict.ORPHAN)),
                        SessionMapper.of(Sample.classified(Verdict.FOREIGN, Access.PROTECTED))));
    }

    @Test
    @DisplayName("of the audit says how each kill ended, by its note and, while it is remembered, by its states")
    void audit() {
        List<EntityRecord> records = AuditMapper.of(
                List.of(
                        new AuditedKill(Sample.audited(1, "k1", "DONE", null), true),
                        new AuditedKill(Sample.audited(2, null, "DENIED", -20901), false)),
                List.of(Sample.killed("k1")));
        List<List<String>> rows = whole(Entity.AUDIT_ROW, records);
        assertEquals("session gone", rows.get(1).get(rows.get(0).indexOf("endNote")));
        assertEquals("GONE", rows.get(1).get(rows.get(0).indexOf("sessionState")));
        assertEquals("FREED", rows.get(1).get(rows.get(0).indexOf("slotState")));
        assertNull(rows.get(2).get(rows.get(0).indexOf("endNote")));
        assertEquals("-20901", rows.get(2).get(rows.get(0).indexOf("errorCode")));
    }

    @Test
    @DisplayName("has a column that is for operators in the file of an operator only")
    void audience() {
        Row row = Sample.row(Verdict.LEAKED, Access.ALLOWED);
        List<EntityRecord> records = List.of(ExplanationMapper.of(
                new Explanation(Instant.EPOCH, row, null, "SELECT 'secret' FROM DUAL", null, List.of())));
        assertFalse(RecordRows.of(Entity.EXPLANATION, records, Audience.EVERYONE)
                .toString()
                .contains("secret"));
        List<List<String>> rows = RecordRows.of(Entity.EXPLANATION, records, Audience.OPERATORS);
        assertEquals("SELECT 'secret' FROM DUAL", rows.get(1).get(rows.get(0).indexOf("sqlText")));
    }

    @Test
    @DisplayName("has no field that a spreadsheet would run")
    void formulas() {
        assertEquals(
                "\"'=cmd|calc\",\"a,\"\"b\"\"\",-5,'-x,,\"two\nlines\"\r\n",
                Csv.line(Arrays.asList("=cmd|calc", "a,\"b\"", "-5", "-x", null, "two\nlines")));
    }

    private static List<List<String>> whole(Entity entity, List<EntityRecord> records) {
        List<List<String>> rows = RecordRows.of(entity, records, Audience.OPERATORS);
        assertEquals(entity.fields().stream().map(Field::name).toList(), rows.get(0));
        assertEquals(1 + records.size(), rows.size());
        rows.forEach(row -> assertEquals(rows.get(0).size(), row.size()));
        rows.forEach(row -> assertFalse(row.contains("null"), row::toString));
        return rows;
    }
}
