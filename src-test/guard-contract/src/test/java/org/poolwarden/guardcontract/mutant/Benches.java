package org.poolwarden.guardcontract.mutant;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.poolwarden.guardcontract.postgres.PostgresLane;
import org.poolwarden.guardcontract.postgres.Variants;

/** As many benches as mutants are tried at a time: each is a database of its own. */
final class Benches {

    private final BlockingQueue<Bench> free = new LinkedBlockingQueue<>();

    /** @param mutants those that will be tried; others cannot be */
    Benches(String install, List<GeneratedMutant> mutants, int many) throws Exception {
        Variants variants = PostgresLane.get().variants(install);
        TranslatedMutants translated = new TranslatedMutants(variants, mutants);
        for (int i = 0; i < many; i++) {
            free.add(new Bench(install, variants, translated));
        }
    }

    /** Something that takes a bench for itself. */
    interface Trial<T> {
        T on(Bench bench) throws Exception;
    }

    <T> T run(Trial<T> trial) throws Exception {
        Bench bench = free.take();
        try {
            return trial.on(bench);
        } finally {
            free.add(bench);
        }
    }
}
