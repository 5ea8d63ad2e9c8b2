package org.poolwarden.leaky.web;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.poolwarden.leaky.answer.Answer;
import org.poolwarden.leaky.answer.Outcome;
import org.poolwarden.leaky.answer.Refusal;
import org.poolwarden.leaky.demo.Scene;

/**
 * Every endpoint of the application. Answers {@code text/plain}: 200 with what was done, 400 for parameters that are
 * missing, unknown or wrong, 404 for a name that nothing is kept under, 409 for one that is taken, 500 with the whole
 * SQLException. {@code GET /} is the page of {@code mvn -Prun}, whose buttons are {@code POST /demo/SCENE}; {@code GET
 * /endpoints} has a button for each endpoint.
 */
@WebServlet("/*")
public final class LeakyServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String DEMO = "/demo/";

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if ("/".equals(path(request))) {
            send(response, 200, "text/html", ShopPage.html());
        } else if ("/endpoints".equals(path(request))) {
            send(response, 200, "text/html", Page.html());
        } else {
            answer(request, response);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, response);
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            send(response, 200, "text/plain", answer(request).text());
        } catch (Refusal e) {
            send(response, e.status(), "text/plain", e.getMessage() + "\n");
        } catch (SQLException e) {
            send(response, 500, "text/plain", Outcome.describe(e) + "\n");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            send(response, 503, "text/plain", "interrupted\n");
        }
    }

    private static Answer answer(HttpServletRequest request) throws SQLException, InterruptedException {
        String path = path(request);
        if (path.startsWith(DEMO) && "POST".equals(request.getMethod())) {
            return Scene.of(path.substring(DEMO.length()))
                    .orElseThrow(() -> new Refusal(404, "no such scene; GET / lists them"))
                    .play();
        }
        Endpoint endpoint = Endpoints.find(request.getMethod(), path)
                .orElseThrow(() -> new Refusal(404, "no such endpoint; GET /endpoints lists them"));
        return endpoint.answer(new Parameters(endpoint.fields(), request.getParameterMap()));
    }

    private static String path(HttpServletRequest request) {
        return request.getPathInfo() == null ? "/" : request.getPathInfo();
    }

    private static void send(HttpServletResponse response, int status, String type, String text) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter().write(text);
    }
}
