package org.poolwarden.console.export;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The formats of metrics. A reader that asks for OpenMetrics gets that, any other Prometheus' text format. */
public final class Exposition {

    private static final ExpositionFormatWriter OPEN_METRICS = OpenMetricsTextFormatWriter.builder()
            .setExemplarsOnAllMetricTypesEnabled(true)
            .build();
    private static final ExpositionFormatWriter TEXT = PrometheusTextFormatWriter.create();

    private final ExpositionFormatWriter format;

    private Exposition(ExpositionFormatWriter format) {
        this.format = format;
    }

    /** @param accept the header of the request; null if it has none */
    public static Exposition accepted(String accept) {
        return new Exposition(accept != null && OPEN_METRICS.accepts(accept) ? OPEN_METRICS : TEXT);
    }

    /** Its media type with version and character set. */
    public String contentType() {
        return format.getContentType();
    }

    /** The text. Names are such as every version of Prometheus takes. */
    public String write(MetricSnapshots metrics) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        format.write(out, metrics, EscapingScheme.UNDERSCORE_ESCAPING);
        return out.toString(StandardCharsets.UTF_8);
    }
}
