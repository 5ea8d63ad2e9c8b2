package org.poolwarden.console;

import jakarta.ejb.EJB;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.poolwarden.admin.Warden;
import org.poolwarden.console.web.ApiAddress;
import org.poolwarden.console.web.ApiMessages;
import org.poolwarden.fleet.node.FleetAdmin;
import org.poolwarden.fleet.node.LocalFleet;

/**
 * Gives the resources of the API the core, and answers what they do not: every other address below {@code /api}. On a
 * server without Jakarta REST that is all of them. It is no part of the API, so that the console is there without it.
 */
@WebServlet(urlPatterns = "/api/*", loadOnStartup = 1)
public final class ApiServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private transient Warden warden;
    private transient FleetAdmin fleet;

    @EJB
    void setCore(Warden core) {
        warden = core.ofPages();
    }

    @EJB
    void setFleet(LocalFleet local) {
        fleet = local.ofPages();
    }

    @Override
    public void init() {
        getServletContext().setAttribute(ApiAddress.CORE, warden);
        getServletContext().setAttribute(ApiAddress.FLEET, fleet);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (ApiAddress.isOfThisVersion(request)) {
            RefusalServlet.show(request, response, 501, ApiMessages.NO_REST);
        } else {
            RefusalServlet.show(request, response, 404, ApiMessages.NO_RESOURCE);
        }
    }
}
