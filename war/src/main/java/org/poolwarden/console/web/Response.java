package org.poolwarden.console.web;

import jakarta.json.Json;
import jakarta.json.JsonStructure;
import jakarta.json.JsonWriter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** The response to a request. */
@FunctionalInterface
public interface Response {

    /** After how many seconds a client should ask again, if there was no answer yet. */
    String RETRY_SECONDS = "2";

    void write(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException;

    /** A page. It is sent when it is whole. */
    static Response page(String jsp) {
        return (request, response) -> {
            PageBuffer page = new PageBuffer(response);
            request.getRequestDispatcher("/WEB-INF/jsp/" + jsp).forward(request, page);
            page.send();
        };
    }

    /** A redirect to a page that shows what was done; reloading that page repeats nothing. */
    static Response seeOther(PageUrl address) {
        return (request, response) -> {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", address.toString());
        };
    }

    /** Says of a file whether it is complete: true or false. */
    String COMPLETE = "Poolwarden-Complete";

    /** A CSV file. The first row is its head. */
    static Response csv(String name, boolean complete, List<List<String>> rows) {
        return (request, response) -> {
            response.setContentType("text/csv;charset=UTF-8");
            response.setHeader(COMPLETE, Boolean.toString(complete));
            response.setHeader("Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
            for (List<String> row : rows) {
                response.getWriter().print(Csv.line(row));
            }
        };
    }

    /** Status 503 for programs: there is no answer yet, and the client should ask again. */
    static Response later(String message) {
        return (request, response) -> {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.setHeader("Retry-After", RETRY_SECONDS);
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().println(message);
        };
    }

    /** JSON for programs, of that media type. */
    static Response json(String type, JsonStructure value) {
        return (request, response) -> {
            response.setContentType(type);
            response.setCharacterEncoding("UTF-8");
            try (JsonWriter writer = Json.createWriter(response.getWriter())) {
                writer.write(value);
            }
        };
    }

    /** A plain text of that media type. */
    static Response text(String type, String text) {
        return (request, response) -> {
            response.setContentType(type);
            response.getWriter().print(text);
        };
    }
}
