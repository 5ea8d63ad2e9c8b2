package org.poolwarden.console.export;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Collectors;
import org.poolwarden.console.web.ConsoleMessages;
import org.poolwarden.console.web.PageUrl;
import org.poolwarden.console.web.Response;
import org.poolwarden.contract.Reply.RecordList;
import org.poolwarden.request.Problem;

/**
 * What is missing in a list. A page says it above the list, JSON beside the list. A CSV file has no place to say it, so
 * an incomplete file is refused unless the address asks for it; then its name and a header say it.
 */
public final class Completeness {

    private Completeness() {}

    /** The address of a file for a reader who has been told, on the page, whether it is complete. */
    public static PageUrl file(PageUrl address, boolean complete) {
        return complete ? address : address.with(RecordList.ALLOW_INCOMPLETE, "true");
    }

    /**
     * The file, or the refusal of an incomplete one.
     *
     * @param name the name of the file, without its ending
     * @param problems what could not be read
     * @param rows the first is the head
     */
    public static Response csv(
            HttpServletRequest request, String name, List<Problem> problems, List<List<String>> rows) {
        List<String> hiding =
                problems.stream().filter(Problem::hides).map(Problem::toString).toList();
        if (hiding.isEmpty()) {
            return Response.csv(name, true, rows);
        }
        if (Boolean.parseBoolean(request.getParameter(RecordList.ALLOW_INCOMPLETE))) {
            return Response.csv(name + "-incomplete", false, rows);
        }
        return Response.later(
                hiding.stream().collect(Collectors.joining("\n", "", "\n")) + ConsoleMessages.INCOMPLETE_FILE);
    }
}
