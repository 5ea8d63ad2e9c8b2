package org.poolwarden.console;

import org.poolwarden.admin.Scan;
import org.poolwarden.admin.Warden;

/** The list's filter, {@code verdict=} in the address. */
public enum Show {
    ALL,
    LEAKS;

    /** Absent means ALL. */
    static Show of(String verdict) throws Refusal {
        if (verdict == null || verdict.equals("all")) {
            return ALL;
        }
        if (verdict.equals("leaks")) {
            return LEAKS;
        }
        throw new Refusal(400, ConsoleMessages.UNKNOWN_FILTER);
    }

    Scan scan(Warden warden) {
        return this == ALL ? warden.listLeases() : warden.listLeaks();
    }
}
