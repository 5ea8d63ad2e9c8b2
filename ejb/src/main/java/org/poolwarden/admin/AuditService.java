package org.poolwarden.admin;

import java.util.Arrays;
import java.util.List;
import org.poolwarden.admin.record.AuditFilter;
import org.poolwarden.admin.record.AuditPage;
import org.poolwarden.request.WardenException;
import org.poolwarden.threads.DeadlineQuery;

/** Has the audits read by threads of ours. */
record AuditService(AuditReader reader, DeadlineQuery questions) implements AuditAdmin {

    @Override
    public AuditPage whoKilled(String database, int instance, int sid, int serial) throws WardenException {
        List<Object> key = Arrays.asList("who killed", database, instance, sid, serial);
        return questions.ask(key, () -> reader.whoKilled(database, instance, sid, serial));
    }

    @Override
    public AuditPage audit(AuditFilter filter) throws WardenException {
        return questions.ask(List.of("audit", filter), () -> reader.audit(filter));
    }
}
