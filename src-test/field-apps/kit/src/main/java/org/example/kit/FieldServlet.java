package org.example.kit;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** One application: {@code POST /name?way=leak&row=name} does it in that way. */
public abstract class FieldServlet extends HttpServlet {

    /** The parameters; the row is null for a way that reports nothing. */
    protected record Call(Way way, String row, HttpServletRequest request, HttpServletResponse response) {}

    /** Does what the way says, reports what it borrowed, and returns when its own request is over. */
    protected abstract void serve(Call call) throws Exception;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Way way = Way.valueOf(request.getParameter("way"));
        try {
            serve(new Call(way, request.getParameter("row"), request, response));
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
        if (!request.isAsyncStarted()) {
            response.getWriter().println("done");
        }
    }
}
