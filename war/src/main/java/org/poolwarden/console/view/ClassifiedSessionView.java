package org.poolwarden.console.view;

import java.util.List;
import java.util.Locale;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.evidence.Session;

/** One database session and what it is to this server. */
public record ClassifiedSessionView(ClassifiedSession classified) {

    public SessionView database() {
        return new SessionView(classified.session());
    }

    public Session session() {
        return classified.session();
    }

    public String verdict() {
        return classified.judgement().verdict().name();
    }

    /** The verdict as a class of the style sheet. */
    public String style() {
        return verdict().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public List<String> reasons() {
        return classified.judgement().reasons();
    }

    public String text() {
        return verdict()
                + ' '
                + String.join(" ", reasons())
                + ' '
                + classified.pool()
                + ' '
                + database().text();
    }
}
