package org.poolwarden.console;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import org.poolwarden.admin.Warden;
import org.poolwarden.console.export.Exposition;
import org.poolwarden.console.export.Metrics;
import org.poolwarden.console.web.Response;

/**
 * {@code /metrics} for Prometheus, under the same login: give its job a viewer's name and password. It answers from the
 * last scan at once, whatever the databases do: a scrape that waits is a gap in the hour that matters. It starts no
 * scan: several readers that scrape every second would ask the databases as often.
 */
@WebServlet("/metrics")
public final class MetricsServlet extends ConsolePage {

    private static final long serialVersionUID = 1L;

    /** So many pauses between two scans one may be old; a scan that takes long is waited for longer. */
    private static final int PAUSES = 2;

    /** For the container. */
    public MetricsServlet() {}

    MetricsServlet(Warden warden) {
        super(warden);
    }

    @Override
    Response show(HttpServletRequest request) {
        MetricSnapshots metrics = Metrics.of(
                warden.leases().listPools(),
                warden.leases().scanStatus(),
                warden.settings().tunables().scanEvery().multipliedBy(PAUSES),
                warden.kills().listKills(),
                warden.leases().totals());
        Exposition format = Exposition.accepted(request.getHeader("Accept"));
        return (asked, response) ->
                Response.text(format.contentType(), format.write(metrics)).write(asked, response);
    }
}
