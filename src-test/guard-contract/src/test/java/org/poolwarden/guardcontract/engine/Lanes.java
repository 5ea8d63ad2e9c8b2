package org.poolwarden.guardcontract.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Engines that are not there are skipped, in plain words and in one line. */
public final class Lanes {

    private static final System.Logger LOG = System.getLogger(Lanes.class.getName());
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    private Lanes() {}

    /** Skips what follows if there is a reason to; the log says so the first time. */
    public static void skipIf(Optional<String> reason) {
        reason.filter(SAID::add).ifPresent(line -> LOG.log(System.Logger.Level.INFO, line));
        assumeTrue(reason.isEmpty(), () -> reason.orElse(""));
    }
}
