package org.example.kit;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * {@code GET /control} answers what was borrowed; a POST with {@code do=arm} begins, one with
 * {@code do=release} or {@code do=close} ends it.
 */
@WebServlet("/control")
public final class ControlServlet extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        for (String line : Field.borrowed()) {
            response.getWriter().println(line);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getParameter("do")) {
            case "arm" -> Field.arm();
            case "release" -> Field.release();
            default -> {
                for (String line : Field.close()) {
                    response.getWriter().println(line);
                }
            }
        }
    }
}
