package org.poolwarden.console;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.poolwarden.admin.Warden;
import org.poolwarden.console.export.Exposition;
import org.poolwarden.console.export.Metrics;
import org.poolwarden.console.web.Response;

/**
 * {@code /metrics} for Prometheus, under the same login: give its job a viewer's name and password. It answers from the
 * last scan at once, whatever the databases do: a scrape that waits is a gap in the hour that matters.
 */
@WebServlet("/metrics")
public final class MetricsServlet extends ConsolePage {

    private static final long serialVersionUID = 1L;

    /** A scan that is older is told, and the next one begun for the next scrape. */
    private static final Duration FRESH = Duration.ofSeconds(2);
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
                warden.leases().scanStatus(FRESH),
                warden.settings().tunables().scanEvery().multipliedBy(PAUSES),
                warden.kills().listKills(),
                warden.leases().totals());
        Exposition format = Exposition.accepted(request.getHeader("Accept"));
        return (asked, response) ->
                Response.text(format.contentType(), format.write(metrics)).write(asked, response);
    }
}
