package org.poolwarden.standin.database.statement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.poolwarden.standin.database.catalog.Procedure;
import org.poolwarden.standin.database.catalog.WaitEvent;
import org.poolwarden.standin.database.sql.PlsqlBlock;
import org.poolwarden.standin.database.sql.SqlText;
import org.poolwarden.standin.database.transaction.RunningStatement;
import org.poolwarden.standin.engine.Bind;
import org.poolwarden.standin.engine.OraException;

/** Runs PL/SQL blocks of one session. */
public final class PlsqlRunner {

    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    /** Packages that everybody may call in an Oracle as it is installed. */
    private static final Pattern ORACLES_OWN = Pattern.compile(
            "(SYS\\.)?(DBMS_(APPLICATION_INFO|DESCRIBE|JOB|LOB|METADATA|OBFUSCATION_TOOLKIT|OUTPUT|RANDOM"
                    + "|ROWID|SCHEDULER|SESSION|SQL|STATS|TRACE|TRANSACTION|UTILITY|XMLGEN)"
                    + "|UTL_(COMPRESS|ENCODE|FILE|HTTP|I18N|RAW|SMTP|TCP|URL))\\.\\w+");

    private final StatementSession session;

    public PlsqlRunner(StatementSession session) {
        this.session = session;
    }

    /** Compiles all of it, then runs it. */
    public void run(SqlText text, List<Bind> binds, RunningStatement execution) throws OraException {
        List<PlsqlCall> calls = new ArrayList<>();
        for (PlsqlBlock.Call call : PlsqlBlock.calls(text, binds.size())) {
            Procedure procedure = procedure(call.name(), execution);
            if (procedure == null && ORACLES_OWN.matcher(call.name()).matches()) {
                throw new OraException(3001, "unimplemented feature: the stand-in has no " + call.name());
            }
            if (procedure == null) {
                throw PlsqlBlock.error(text, call.at(), "PLS-00201: identifier '" + call.name() + "' must be declared");
            }
            calls.add(new PlsqlCall(text, call, procedure, binds));
        }
        for (PlsqlCall call : calls) {
            execution.throwIfCancelled();
            call.run(session.row(), binds);
        }
    }

    private Procedure procedure(String name, RunningStatement execution) {
        if ("DBMS_SESSION.SLEEP".equals(name) || "SYS.DBMS_SESSION.SLEEP".equals(name)) {
            return new Procedure(List.of(Procedure.Parameter.number("SECONDS")), (caller, in) -> {
                sleep((BigDecimal) in.get(0), execution);
                return List.of();
            });
        }
        return session.procedure(name);
    }

    private void sleep(BigDecimal seconds, RunningStatement execution) throws OraException {
        if (seconds == null || seconds.signum() < 0) {
            throw new OraException(38148, "invalid time limit specified");
        }
        session.activity().event(WaitEvent.sleep());
        execution.sleep(seconds.multiply(THOUSAND).longValue());
        session.activity().event(WaitEvent.working());
    }
}
