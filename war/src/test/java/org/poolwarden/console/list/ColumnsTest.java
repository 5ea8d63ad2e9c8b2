package org.poolwarden.console.list;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.console.Sample;
import org.poolwarden.console.view.LeaseView;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Session.Access;

@DisplayName("The columns of a list of leases")
class ColumnsTest {

    private static final String OTHER = "com.shop.Export.run(Export.java:12)";

    @Test
    @DisplayName("that say the same in each row are folded away, and those alone")
    void folded() {
        FoldedColumns same = FoldedColumns.of(views(row(OTHER), row(OTHER)));
        assertEquals(Sample.POOL, same.pool());
        assertEquals(OTHER, same.site());
        assertTrue(same.any());
        assertNull(FoldedColumns.of(views(row(OTHER), row("com.shop.A.b(A.java:1)")))
                .site());
    }

    @Test
    @DisplayName("stay for one lease alone, for none, and where a value is unknown")
    void notFolded() {
        assertFalse(FoldedColumns.of(views(row(OTHER))).any());
        assertFalse(FoldedColumns.of(List.of()).any());
        assertNull(FoldedColumns.of(views(row(OTHER), row(null))).site());
        assertNull(FoldedColumns.of(views(row(null), row(null))).site());
    }

    @Test
    @DisplayName("have names of pools as short as tell them apart")
    void shortNames() {
        assertEquals(
                Map.of(
                        "java:jboss/datasources/ShopDS", "ShopDS",
                        "java:app/jdbc/DS", "jdbc/DS",
                        "java:jboss/x/DS", "x/DS",
                        "DS2", "DS2"),
                PoolNames.shortest(
                        List.of("java:jboss/datasources/ShopDS", "java:app/jdbc/DS", "java:jboss/x/DS", "DS2")));
        assertEquals(
                Map.of("DS", "DS", "java:/DS", "java:/DS"),
                PoolNames.shortest(List.of("java:/DS", "DS")),
                "no shorter");
    }

    @Test
    @DisplayName("offer no kill of a session that is known to be protected or out of scope")
    void offered() {
        assertTrue(new LeaseView(Sample.row(Verdict.LEAKED, Access.ALLOWED)).offered());
        assertTrue(new LeaseView(Sample.row(Verdict.UNMATCHED, null)).offered(), "nothing is known");
        assertFalse(new LeaseView(Sample.row(Verdict.LEAKED, Access.PROTECTED)).offered());
        assertFalse(new LeaseView(Sample.row(Verdict.LEAKED, Access.OUT_OF_SCOPE)).offered());
    }

    private static Row row(String site) {
        return Sample.row(Verdict.LEAKED, Access.ALLOWED, site);
    }

    private static List<LeaseView> views(Row... rows) {
        return Stream.of(rows).map(LeaseView::new).toList();
    }
}
