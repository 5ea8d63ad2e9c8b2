package org.poolwarden.console;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import org.poolwarden.admin.Warden;
import org.poolwarden.console.web.ConsoleMessages;
import org.poolwarden.console.web.PageUrl;
import org.poolwarden.console.web.Refusal;
import org.poolwarden.console.web.Response;
import org.poolwarden.request.WardenException;
import org.poolwarden.settings.Setting;

/** Has the leases of one pool judged at once for an hour, whatever their age, or takes that back. Ends nothing. */
@WebServlet("/judge")
public final class JudgeServlet extends ConsolePage {

    private static final long serialVersionUID = 1L;

    /** For the container. */
    public JudgeServlet() {}

    JudgeServlet(Warden warden) {
        super(warden);
    }

    @Override
    Response show(HttpServletRequest request) throws Refusal {
        throw new Refusal(405, ConsoleMessages.WRONG_METHOD);
    }

    @Override
    Response act(HttpServletRequest request) throws Refusal, WardenException {
        operator(request);
        boolean now = request.getParameter("now") != null;
        warden.settings().suspectAfterOfPool(request.getParameter("pool"), now ? Setting.SUSPECT_AFTER.min() : null);
        // The overview shows the last scan, which knows nothing of it.
        warden.leases().scan();
        return Response.seeOther(PageUrl.of(request, "/"));
    }
}
