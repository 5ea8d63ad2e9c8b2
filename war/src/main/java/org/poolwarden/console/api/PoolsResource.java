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
import org.poolwarden.console.web.Refusal;
import org.poolwarden.mapping.PoolMapper;
import org.poolwarden.pool.PoolStatus;

/** The pools with their counts. Asks no database. */
@Path("pools")
@Produces(MediaType.APPLICATION_JSON)
public final class PoolsResource {

    private static final String LIST = "pools";

    /** For Jakarta REST. */
    public PoolsResource() {}

    /** A page of them, in the order of their names. */
    @GET
    public Response list(@Context HttpServletRequest http, @Context Request request) throws Refusal {
        Asked asked = Asked.of(http, "limit", "cursor");
        List<PoolStatus> pools = asked.warden().leases().listPools();
        return Answers.kept(
                request, Page.ordered(LIST, pools, PoolStatus::name, asked), PoolMapper::of, asked.reader());
    }
}
