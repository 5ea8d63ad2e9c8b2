package org.poolwarden.standin.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Sessions that work for another one or for a job: gv$px_session and dba_scheduler_running_jobs. */
final class Slaves {

    private final Map<SessionKey, String> worksFor = new ConcurrentHashMap<>();

    void parallel(SessionKey slave, SessionKey coordinator) {
        worksFor.put(slave, "a parallel-query slave of session " + coordinator);
    }

    /** @param job with its owner */
    void job(SessionKey slave, String job) {
        worksFor.put(slave, "the slave of job " + job);
    }

    String worksFor(SessionKey session) {
        return worksFor.get(session);
    }

    void forget(SessionKey session) {
        worksFor.remove(session);
    }
}
