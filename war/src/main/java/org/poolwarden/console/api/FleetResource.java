package org.poolwarden.console.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.poolwarden.console.web.Refusal;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Operation;
import org.poolwarden.contract.Reply.RecordList;
import org.poolwarden.request.WardenException;

/** What all nodes of the cluster tell, each item with the name of its node. Asks the other nodes and no database. */
@Path("fleet")
@Produces(MediaType.APPLICATION_JSON)
public final class FleetResource {

    /** For Jakarta REST. */
    public FleetResource() {}

    /** The nodes, and what each last told of itself. */
    @GET
    @Path("members")
    public Response members(@Context HttpServletRequest http, @Context Request request)
            throws Refusal, WardenException {
        Asked asked = Asked.of(http, "limit", "cursor");
        return page("members", asked.fleet().listMembers(), asked, request);
    }

    /** The pools of all nodes. */
    @GET
    @Path("pools")
    public Response pools(@Context HttpServletRequest http, @Context Request request) throws Refusal, WardenException {
        return list(Operation.LIST_POOLS, http, request);
    }

    /** The leases of all nodes, as the last scans saw them. */
    @GET
    @Path("leases")
    public Response leases(@Context HttpServletRequest http, @Context Request request) throws Refusal, WardenException {
        return list(Operation.LIST_LEASES, http, request);
    }

    /** The leases of all nodes that look leaked. */
    @GET
    @Path("leaks")
    public Response leaks(@Context HttpServletRequest http, @Context Request request) throws Refusal, WardenException {
        return list(Operation.LIST_LEAKS, http, request);
    }

    /** The sessions that the last scans found, and their relation to each node. */
    @GET
    @Path("sessions")
    public Response sessions(@Context HttpServletRequest http, @Context Request request)
            throws Refusal, WardenException {
        return list(Operation.LIST_SESSIONS, http, request);
    }

    /** What the nodes could not read. */
    @GET
    @Path("problems")
    public Response problems(@Context HttpServletRequest http, @Context Request request)
            throws Refusal, WardenException {
        return list(Operation.LIST_PROBLEMS, http, request);
    }

    /** The kills that the nodes remember. */
    @GET
    @Path("kills")
    public Response kills(@Context HttpServletRequest http, @Context Request request) throws Refusal, WardenException {
        return list(Operation.LIST_KILLS, http, request);
    }

    private static Response list(Operation operation, HttpServletRequest http, Request request)
            throws Refusal, WardenException {
        Asked asked = Asked.of(http, "limit", "cursor", "node");
        return page(operation.camelName(), asked.fleet().list(operation, asked.text("node")), asked, request);
    }

    private static Response page(String name, RecordList list, Asked asked, Request request) throws Refusal {
        Page<EntityRecord> page = Page.ordered("fleet " + name, list.records(), FleetResource::key, asked);
        return Answers.listed(request, list.with(page.items()), page, asked.reader());
    }

    private static String key(EntityRecord record) {
        return record.entity().keys().stream().map(record::text).collect(Collectors.joining(" "));
    }
}
