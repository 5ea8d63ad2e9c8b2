package org.poolwarden.leak;

import java.util.Objects;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.Lease;

/**
 * A place that holds a connection on purpose, as a person has said.
 *
 * @param name of a pool its JNDI name; of a deployment what {@link Borrower#isOf} knows it by; of a call site the
 *     place, its method or its class
 * @param who answers for it
 * @param why it holds
 */
public record Pin(Kind kind, String name, String who, String why) {

    public Pin {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(who, "who");
        Objects.requireNonNull(why, "why");
    }

    /** What is pinned. */
    public enum Kind {
        POOL("pool"),
        DEPLOYMENT("deployment"),
        CALL_SITE("call-site");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** As the setting has it. */
        public String word() {
            return word;
        }
    }

    boolean holds(Lease lease) {
        return switch (kind) {
            case POOL -> name.equals(lease.pool());
            case DEPLOYMENT -> lease.borrower().isOf(name);
            case CALL_SITE -> isAt(lease.borrower().callSite());
        };
    }

    private boolean isAt(String site) {
        return site != null && (site.equals(name) || site.startsWith(name + "(") || site.startsWith(name + "."));
    }

    /** As the setting has it. */
    @Override
    public String toString() {
        return kind.word() + " " + name + " by " + who + ": " + why;
    }
}
