package org.poolwarden.admin;

import org.poolwarden.admin.record.AuditFilter;
import org.poolwarden.admin.record.AuditPage;
import org.poolwarden.request.WardenException;

/** What the guards' audits tell: of every kill how it began, whatever has become of the Poolwarden that ran it. */
public interface AuditAdmin {

    /**
     * Who ended a session, or tried to, the newest row first. Asks the database.
     *
     * @param database as it is shown, {@code FREE/FREEPDB1}; null where there is only one. If another guard does not
     *     answer then, there may be two: that is a problem of the page
     */
    AuditPage whoKilled(String database, int instance, int sid, int serial) throws WardenException;

    /**
     * Rows of all databases or of one, the newest first. The databases filter, over their whole audits. Older rows
     * that match come with {@link AuditFilter#until} the time of the last one. One of several databases that cannot
     * be read is a problem of the page; of one that was named it is the answer.
     */
    AuditPage audit(AuditFilter filter) throws WardenException;
}
