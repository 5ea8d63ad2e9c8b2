package org.poolwarden.console.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import org.poolwarden.admin.KillAdmin;
import org.poolwarden.console.web.Parameters;
import org.poolwarden.console.web.Refusal;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.fleet.node.FleetKills;
import org.poolwarden.kill.SessionChoice;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.mapping.KillMapper;
import org.poolwarden.request.WardenException;

/** The kills that are remembered, and the requests of others. None of it waits for a database. */
@Path("kills")
@Produces(MediaType.APPLICATION_JSON)
public final class KillsResource {

    private static final String LIST = "kills";
    private static final Set<String> MEMBERS = Set.of(
            "leaseId", "session", "database", "foreign", "modes", "escalateAfterSeconds", "reason", "previewToken");

    /** For Jakarta REST. */
    public KillsResource() {}

    /** A page of them, the newest first. */
    @GET
    public Response list(@Context HttpServletRequest http, @Context Request request) throws Refusal {
        Asked asked = Asked.of(http, "limit", "cursor");
        Page<Kill> page = Page.newest(LIST, asked.warden().kills().listKills(), Kill::id, asked);
        return Answers.kept(request, page, KillMapper::of, asked.reader());
    }

    /** One kill as it stands now. */
    @GET
    @Path("{killId}")
    public Response one(@PathParam("killId") String killId, @Context HttpServletRequest http, @Context Request request)
            throws Refusal, WardenException {
        Asked asked = Asked.of(http);
        Optional<String> other = asked.otherNodeOf(killId);
        EntityRecord kill = other.isPresent()
                ? asked.fleet().kills().state(other.get(), killId)
                : KillMapper.of(asked.warden().kills().kill(killId));
        return Answers.one(request, kill, asked.reader());
    }

    /**
     * Requests the end of a lease's session, on the node that has the lease, or of a session without a lease, and
     * answers at once. What becomes of it is at the address in Location.
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response request(InputStream in, @Context HttpServletRequest http) throws Refusal, WardenException {
        Asked asked = Asked.of(http);
        asked.requireOperator();
        Body body = Body.read(in, MEMBERS);
        KillAdmin kills = asked.warden().kills();
        boolean isLease = body.has("leaseId");
        if (isLease == body.has("session")) {
            throw Body.refused("it names leaseId or session, and not both");
        }
        if (isLease) {
            body.refuseBeside("leaseId", "database", "foreign");
        }
        KillRequest request = new KillRequest(
                        isLease ? body.number("leaseId") : 0, body.modes(), body.escalateAfter(), body.text("reason"))
                .after(body.previewToken());
        Optional<String> other = isLease ? asked.otherNodeOf(request.leaseId()) : Optional.empty();
        if (other.isPresent()) {
            FleetKills.Accepted there = asked.fleet().kills().killRecord(other.get(), request);
            return there.kill().isPresent()
                    ? Answers.accepted(asked, LIST, there.killId(), there.kill().get())
                    : Answers.accepted(asked, LIST, there.killId());
        }
        String id = isLease ? kills.kill(request) : kills.killSession(choice(body), request);
        return Answers.accepted(asked, LIST, id, KillMapper.of(kills.kill(id)));
    }

    /** Withdraws a kill that has not begun, or its modes that have not been tried. */
    @POST
    @Path("{killId}/withdraw")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response withdraw(@PathParam("killId") String killId, InputStream in, @Context HttpServletRequest http)
            throws Refusal, WardenException {
        Asked asked = Asked.of(http);
        asked.requireOperator();
        Body.readNothing(in);
        Optional<String> other = asked.otherNodeOf(killId);
        EntityRecord kill = other.isPresent()
                ? asked.fleet().kills().withdraw(other.get(), killId)
                : KillMapper.of(asked.warden().kills().withdraw(killId));
        return Answers.plain(200, kill, asked.reader()).build();
    }

    private static SessionChoice choice(Body body) throws Refusal {
        int[] session = Parameters.session(body.text("session"));
        return new SessionChoice(body.text("database"), session[0], session[1], session[2], body.flag("foreign"));
    }
}
