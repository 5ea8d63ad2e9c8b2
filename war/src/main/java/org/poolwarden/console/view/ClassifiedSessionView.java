package org.poolwarden.console.view;

import java.util.List;
import java.util.Locale;
import org.poolwarden.kill.SessionChoice;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Verdict;
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

    /** Whether it may be ended without a word more: it is of this server, and no connection here is it. */
    public boolean orphan() {
        return classified.judgement().verdict() == Verdict.ORPHAN;
    }

    /** Whether it may be ended if somebody says that it is meant, because no pool here has it. */
    public boolean foreign() {
        return SessionChoice.isForeign(classified) && session().access() == Session.Access.ALLOWED;
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
