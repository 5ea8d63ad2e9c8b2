package org.poolwarden.console;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import org.poolwarden.admin.Warden;
import org.poolwarden.console.export.Metrics;
import org.poolwarden.console.web.Response;

/** {@code /metrics} for Prometheus, under the same login: give its job a viewer's name and password. */
@WebServlet("/metrics")
public final class MetricsServlet extends ConsolePage {

    private static final long serialVersionUID = 1L;

    /** For the container. */
    public MetricsServlet() {}

    MetricsServlet(Warden warden) {
        super(warden);
    }

    @Override
    Response show(HttpServletRequest request) {
        return Response.text(
                "text/plain;version=0.0.4;charset=utf-8",
                Metrics.of(
                        warden.leases().listPools(),
                        latestScan(),
                        warden.kills().listKills()));
    }
}
