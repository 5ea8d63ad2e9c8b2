package org.poolwarden.kill.batch;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.poolwarden.leak.Judgement.Proof;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.Blank;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.text.Counts;

/**
 * Which leases a batch ends: those of a list, or every LEAKED lease of a pool, a deployment or a call site. If several
 * of these three are given, a lease must match all of them.
 *
 * @param leaseIds the list; empty to choose LEAKED leases
 * @param pool JNDI name; null for any
 * @param deployment null for any
 * @param callSite {@code package.Class.method(File.java:42)}; null for any
 * @param proof how strongly the leak is proven; null for any
 * @param only a choice by verdict takes none but these, as those that somebody saw in its preview; empty for no such
 *     limit
 */
public record BatchSelection(
        List<Long> leaseIds, String pool, String deployment, String callSite, Proof proof, List<Long> only) {

    /** Turns null lists into empty ones and blank texts into null. */
    public BatchSelection {
        only = only == null ? List.of() : only.stream().distinct().toList();
        leaseIds = leaseIds == null ? List.of() : leaseIds.stream().distinct().toList();
        pool = Blank.toNull(pool);
        deployment = Blank.toNull(deployment);
        callSite = Blank.toNull(callSite);
    }

    /** Those leases, whatever their verdict. */
    public static BatchSelection leases(List<Long> leaseIds) {
        return new BatchSelection(leaseIds, null, null, null, null, List.of());
    }

    /** Every LEAKED lease of a pool, a deployment and a call site; null for any. */
    public static BatchSelection leaked(String pool, String deployment, String callSite) {
        return new BatchSelection(List.of(), pool, deployment, callSite, null, List.of());
    }

    /** The same, of what is proven as strongly as this; any proof will do if it is null. */
    public BatchSelection proven(Proof strength) {
        return new BatchSelection(leaseIds, pool, deployment, callSite, strength, only);
    }

    /** The same selection, limited to these leases. An empty list is no limit. */
    public BatchSelection among(List<Long> these) {
        return new BatchSelection(leaseIds, pool, deployment, callSite, proof, these);
    }

    /**
     * Whether the selection is unusable: it names nothing, which must never mean everything, or it names a list and a
     * choice by verdict.
     */
    boolean isEmpty() {
        boolean byVerdict = pool != null || deployment != null || callSite != null;
        return byVerdict != leaseIds.isEmpty() || !byVerdict && (!only.isEmpty() || proof != null);
    }

    boolean isByVerdict() {
        return leaseIds.isEmpty();
    }

    boolean matches(Row row) {
        if (!isByVerdict()) {
            return leaseIds.contains(row.lease().id());
        }
        return row.judgement().verdict() == Verdict.LEAKED
                && (only.isEmpty() || only.contains(row.lease().id()))
                && (pool == null || pool.equals(row.lease().pool()))
                && (deployment == null || row.lease().borrower().isOf(deployment))
                && (proof == null || proof == row.judgement().proof())
                && (callSite == null || callSite.equals(row.lease().borrower().callSite()));
    }

    /**
     * Refuses a pool that there is not, and a deployment or call site that no lease has, whatever its verdict: a name
     * that somebody has made up must cost no question to a database.
     *
     * @throws WardenException NOT_FOUND
     */
    void requireKnown(Set<String> pools, List<Row> rows) throws WardenException {
        if (pool != null && !pools.contains(pool)) {
            throw new WardenException(Fault.NOT_FOUND, Messages.LOG.unknownPool(pool), null);
        }
        requireKnown("deployment", deployment, rows, lease -> lease.borrower().isOf(deployment));
        requireKnown(
                "call site",
                callSite,
                rows,
                lease -> callSite.equals(lease.borrower().callSite()));
    }

    private static void requireKnown(String what, String name, List<Row> rows, Predicate<Lease> has)
            throws WardenException {
        if (name != null && rows.stream().map(Row::lease).noneMatch(has)) {
            throw new WardenException(Fault.NOT_FOUND, Messages.LOG.unknownSelection(what, name), null);
        }
    }

    /** The same selection; of a list, what is among these. */
    public BatchSelection found(List<Long> these) {
        return isByVerdict()
                ? this
                : leases(leaseIds.stream().filter(these::contains).toList());
    }

    /** What the token of its preview is for: the same text for the same selection in any order. */
    public String key() {
        String chosen = only.isEmpty() ? "" : " " + only.stream().sorted().toList();
        return isByVerdict()
                ? this + chosen
                : "leases " + leaseIds.stream().sorted().toList();
    }

    /** {@code every LEAKED lease of pool java:/ShopDS}. */
    @Override
    public String toString() {
        if (!isByVerdict()) {
            return "leases " + leaseIds;
        }
        return "every LEAKED lease" + (proof == null ? "" : " with " + proof + " proof")
                + (pool == null ? "" : " of pool " + pool)
                + (deployment == null ? "" : " of deployment " + deployment)
                + (callSite == null ? "" : " borrowed at " + callSite)
                + (only.isEmpty() ? "" : ", of " + Counts.of(only.size(), "selected lease"));
    }
}
