package org.poolwarden.console.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.poolwarden.console.web.Refusal;
import org.poolwarden.leak.Row;
import org.poolwarden.request.WardenException;

/** The leases that are SUSPECT, LEAKED or ZOMBIE, and those that are UNMATCHED and look leaked. */
@Path("leaks")
@Produces(MediaType.APPLICATION_JSON)
public final class LeaksResource {

    /** For Jakarta REST. */
    public LeaksResource() {}

    /** A page of them. */
    @GET
    public Response list(@Context HttpServletRequest http, @Context Request request) throws Refusal, WardenException {
        return LeasesResource.list("leaks", Row::isLeak, http, request);
    }
}
