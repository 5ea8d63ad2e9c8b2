package org.poolwarden.console.list;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.poolwarden.console.view.LeaseView;

/**
 * The columns of a list of leases that would say the same in each row. A page says it once, above the list. A column is
 * null if the leases differ in it, if it is unknown for one of them, or if there are fewer than two.
 *
 * @param pool the JNDI name of the pool of all of them
 * @param site the call site of all of them
 * @param deployment the deployment of all of them, which is still there
 */
public record FoldedColumns(String pool, String site, String deployment) {

    /** No column is folded. */
    public static final FoldedColumns NONE = new FoldedColumns(null, null, null);

    /** The columns of these leases. */
    public static FoldedColumns of(List<LeaseView> leases) {
        return new FoldedColumns(
                common(leases, lease -> lease.lease().pool()),
                common(leases, lease -> lease.borrower().callSite()),
                common(
                        leases,
                        lease -> lease.borrower().deploymentPresent()
                                ? lease.borrower().deployment()
                                : null));
    }

    /** Whether there is one. */
    public boolean any() {
        return pool != null || site != null || deployment != null;
    }

    private static String common(List<LeaseView> leases, Function<LeaseView, String> column) {
        if (leases.size() < 2) {
            return null;
        }
        Set<String> values = new HashSet<>();
        leases.forEach(lease -> values.add(column.apply(lease)));
        return values.size() == 1 ? values.iterator().next() : null;
    }
}
