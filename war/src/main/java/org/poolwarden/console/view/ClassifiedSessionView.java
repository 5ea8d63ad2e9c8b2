package org.poolwarden.console.view;

import java.util.List;
import java.util.Locale;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.evidence.Session;

/** One database session and what it is to this server. */
public record ClassifiedSessionView(ClassifiedSession sighting) {

    public SessionView database() {
        return new SessionView(sighting.session());
    }

    public Session session() {
        return sighting.session();
    }

    public String verdict() {
        return sighting.judgement().verdict().name();
    }

    /** The verdict as a class of the style sheet. */
    public String style() {
        return verdict().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public List<String> reasons() {
        return sighting.judgement().reasons();
    }

    public String text() {
        return verdict()
                + ' '
                + String.join(" ", reasons())
                + ' '
                + sighting.pool()
                + ' '
                + database().text();
    }
}
