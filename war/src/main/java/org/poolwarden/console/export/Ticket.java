package org.poolwarden.console.export;

import java.util.ArrayList;
import java.util.List;
import org.poolwarden.admin.record.Explanation;
import org.poolwarden.kill.record.LeaseReport;
import org.poolwarden.leak.Row;
import org.poolwarden.request.Node;

/** Everything that is known about one lease as plain text, for a ticket. */
public final class Ticket {

    private static final String WITHHELD = "(the text is for operators only)";

    private Ticket() {}

    /**
     * The text of the ticket.
     *
     * @param row the lease at the last scan, which is used if the database has not answered
     * @param explanation null if the database has not answered
     * @param withSql whether the reader may see the statement's text
     */
    public static String of(Row row, Explanation explanation, boolean withSql) {
        Row told = explanation == null ? row : explanation.row();
        String sqlText = withSql ? (explanation == null ? null : explanation.sqlText()) : WITHHELD;
        LeaseReport report = new LeaseReport(
                told,
                sqlText,
                explanation == null ? null : explanation.detail(),
                explanation == null ? null : explanation.holdings(),
                "is not listed by the guard");
        List<String> lines = new ArrayList<>();
        lines.add("Poolwarden on node " + Node.name()
                + (explanation == null ? ", at the last scan" : ", at " + explanation.at()));
        lines.addAll(report.lines(told.lease().borrower().stackThen(), told.stackNow()));
        if (explanation != null) {
            explanation.problems().forEach(problem -> lines.add(problem.toString()));
        }
        return String.join("\n", lines);
    }
}
