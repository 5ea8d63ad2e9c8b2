package org.poolwarden.admin;

import java.util.Arrays;
import java.util.List;
import org.poolwarden.admin.record.AuditFilter;
import org.poolwarden.admin.record.AuditPage;
import org.poolwarden.caller.Callers;
import org.poolwarden.request.WardenException;

/** Has the audits read by threads of ours. */
record AuditService(AuditReader reader, Waits waits, Callers callers) implements AuditAdmin {

    @Override
    public AuditPage whoKilled(String database, int instance, int sid, int serial) throws WardenException {
        callers.requester();
        List<Object> key = Arrays.asList("who killed", database, instance, sid, serial);
        return waits.ask(callers.asker(), key, () -> reader.whoKilled(database, instance, sid, serial));
    }

    @Override
    public AuditPage audit(AuditFilter filter) throws WardenException {
        callers.requester();
        return waits.ask(callers.asker(), List.of("audit", filter), () -> reader.audit(filter));
    }
}
