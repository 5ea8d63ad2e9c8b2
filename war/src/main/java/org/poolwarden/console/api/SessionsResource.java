package org.poolwarden.console.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.poolwarden.console.web.Parameters;
import org.poolwarden.console.web.Refusal;
import org.poolwarden.kill.SessionChoice;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.logging.Messages;
import org.poolwarden.mapping.PreviewMapper;
import org.poolwarden.mapping.SessionMapper;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.scan.ScanStatus;

/** The sessions that the last scan found in the databases. Only the preview asks one. */
@Path("sessions")
@Produces(MediaType.APPLICATION_JSON)
public final class SessionsResource {

    private static final String LIST = "sessions";

    /** For Jakarta REST. */
    public SessionsResource() {}

    /** A page of them, in the order of their databases and numbers. */
    @GET
    public Response list(@Context HttpServletRequest http, @Context Request request) throws Refusal, WardenException {
        Asked asked = Asked.of(http, "limit", "cursor", "verdict", "database");
        Verdict verdict = asked.one("verdict", Verdict.class);
        String database = asked.text("database");
        ScanStatus status = asked.warden().leases().latestScan(LeasesResource.FRESH);
        if (database != null) {
            requireKnown(database, status, asked.warden().leases().databases());
        }
        List<ClassifiedSession> sessions = status.scan() == null
                ? List.of()
                : status.scan().sessions().stream()
                        .filter(one -> verdict == null || one.judgement().verdict() == verdict)
                        .filter(one -> database == null || isOf(one, database))
                        .toList();
        return Answers.scanned(
                request,
                status,
                Page.ordered(LIST, sessions, SessionsResource::key, asked),
                SessionMapper::of,
                asked.reader());
    }

    /** What a kill of a session without a lease would do now. */
    @GET
    @Path("preview")
    public Response preview(@Context HttpServletRequest http) throws Refusal, WardenException {
        Asked asked = Asked.of(http, "session", "database", "foreign");
        int[] session = Parameters.session(asked.text("session"));
        SessionChoice choice =
                new SessionChoice(asked.text("database"), session[0], session[1], session[2], asked.flag("foreign"));
        return Answers.plain(200, PreviewMapper.of(asked.warden().kills().previewSession(choice)), asked.reader())
                .build();
    }

    /**
     * Refuses a database that there is not. Where one could not be read, it may be the one that is meant.
     *
     * @param known one of them need not have listed a session
     */
    static void requireKnown(String database, ScanStatus status, Set<String> known) throws WardenException {
        boolean complete = status.problems().stream().noneMatch(Problem::hides);
        if (complete && known.stream().noneMatch(database::equalsIgnoreCase)) {
            throw new WardenException(Fault.NOT_FOUND, Messages.LOG.noSuchDatabase(database), null);
        }
    }

    private static boolean isOf(ClassifiedSession one, String database) {
        return database.equalsIgnoreCase(one.session().id().database().toString());
    }

    private static String key(ClassifiedSession one) {
        SessionId id = one.session().id();
        return String.format(Locale.ROOT, "%s %010d %010d %010d", id.database(), id.instance(), id.sid(), id.serial());
    }
}
