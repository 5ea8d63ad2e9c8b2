package org.poolwarden.standin.database;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.poolwarden.standin.database.catalog.SessionId;

/** Sessions that work for another one or for a job: gv$px_session and gv$scheduler_running_jobs. */
final class SlaveSessions {

    private final Map<SessionId, String> worksFor = new ConcurrentHashMap<>();

    void parallel(SessionId slave, SessionId coordinator) {
        worksFor.put(slave, "a parallel-query slave of session " + coordinator);
    }

    /** @param job with its owner */
    void job(SessionId slave, String job) {
        worksFor.put(slave, "the slave of job " + job);
    }

    String worksFor(SessionId session) {
        return worksFor.get(session);
    }

    void forget(SessionId session) {
        worksFor.remove(session);
    }
}
