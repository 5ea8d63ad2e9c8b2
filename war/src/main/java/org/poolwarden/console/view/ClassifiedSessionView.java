package org.poolwarden.console.view;

import java.util.List;
import java.util.Locale;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.waits.Waits;

/** One database session and what it is to this server. */
public record ClassifiedSessionView(ClassifiedSession classified) {

    /** What the guard shows of the session. */
    public SessionView database() {
        return new SessionView(classified.session());
    }

    /** The session as the guard lists it. */
    public Session session() {
        return classified.session();
    }

    /** Whom it waits for and what goes on when it is ended. */
    public Waits waits() {
        return classified.waits();
    }

    /** The name of the verdict. */
    public String verdict() {
        return classified.judgement().verdict().name();
    }

    /** The verdict as a class of the style sheet. */
    public String style() {
        return verdict().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The reasons for the verdict, the weightiest first. */
    public List<String> reasons() {
        return classified.judgement().reasons();
    }

    /** Everything that the list shows of it, for the search. */
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
