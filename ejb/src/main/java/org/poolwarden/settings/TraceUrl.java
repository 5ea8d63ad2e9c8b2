package org.poolwarden.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.poolwarden.leak.evidence.TraceContext;

/** Where people read traces: an address with a place for the id of a trace. Immutable. */
public final class TraceUrl {

    private static final String PLACE = "{traceId}";
    private static final String SAMPLE = "0af7651916cd43dd8448eb211c80319c";
    private static final int LONGEST = 2_000;

    private final String template;

    private TraceUrl(String template) {
        this.template = template;
    }

    /**
     * The address in a text. Empty unless it is absolute, of http or https, without a user, and has {@value #PLACE}
     * after its host.
     */
    public static Optional<TraceUrl> parse(String text) {
        String template = text == null ? "" : text.strip();
        if (template.length() > LONGEST || !template.contains(PLACE)) {
            return Optional.empty();
        }
        try {
            URI sample = new URI(template.replace(PLACE, SAMPLE));
            boolean web = "http".equalsIgnoreCase(sample.getScheme()) || "https".equalsIgnoreCase(sample.getScheme());
            boolean safe = sample.getHost() != null
                    && sample.getUserInfo() == null
                    && !sample.getAuthority().contains(SAMPLE);
            return web && safe ? Optional.of(new TraceUrl(template)) : Optional.empty();
        } catch (URISyntaxException expected) {
            return Optional.empty();
        }
    }

    /** The address of that trace. Null if there is none. */
    public String of(TraceContext trace) {
        return trace == null ? null : template.replace(PLACE, trace.traceId());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TraceUrl that && template.equals(that.template);
    }

    @Override
    public int hashCode() {
        return template.hashCode();
    }

    @Override
    public String toString() {
        return template;
    }
}
