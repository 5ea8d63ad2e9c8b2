package org.poolwarden.standin.database;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.poolwarden.standin.database.catalog.Privilege;
import org.poolwarden.standin.database.catalog.Procedure;
import org.poolwarden.standin.database.catalog.SystemView;
import org.poolwarden.standin.database.xa.Branches;

/**
 * What a transaction manager's recovery uses: SYS.DBA_PENDING_TRANSACTIONS and SYS.DBMS_XA.DIST_TXN_SYNC, for those to
 * whom both were granted.
 */
final class PendingTransactions implements SystemObjects {

    private final Branches branches;
    private final Map<String, Set<Privilege>> privileges;

    PendingTransactions(Branches branches, Map<String, Set<Privilege>> privileges) {
        this.branches = branches;
        this.privileges = Map.copyOf(privileges);
    }

    @Override
    public List<SystemView> views(OracleDatabase database) {
        return List.of(new SystemView(
                "DBA_PENDING_TRANSACTIONS",
                List.of(
                        new SystemView.Column("FORMATID", "NUMBER"),
                        new SystemView.Column("GLOBALID", "RAW(64)"),
                        new SystemView.Column("BRANCHID", "RAW(64)")),
                (user, wanted) -> branches.pending().stream()
                        .map(xid -> new Object[] {xid.formatId(), xid.globalId(), xid.branchId()})
                        .toList()));
    }

    @Override
    public boolean readable(String username) {
        return has(username, Privilege.SELECT_DBA_PENDING_TRANSACTIONS);
    }

    /** Of the instance that it is called on, everything is always in the view: there is nothing to wait for. */
    @Override
    public Procedure procedure(OracleDatabase database, String name, String username) {
        return "SYS.DBMS_XA.DIST_TXN_SYNC".equals(name) && has(username, Privilege.EXECUTE_DBMS_XA)
                ? new Procedure(List.of(), (caller, in) -> List.of())
                : null;
    }

    @Override
    public boolean mayAlterSystem(String username) {
        return false;
    }

    boolean has(String username, Privilege privilege) {
        return "SYS".equals(username)
                || privileges.getOrDefault(username, Set.of()).contains(privilege);
    }
}
