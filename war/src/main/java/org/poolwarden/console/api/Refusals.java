package org.poolwarden.console.api;

import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.poolwarden.console.export.ProblemJson;
import org.poolwarden.console.web.ApiAddress;
import org.poolwarden.console.web.ApiMessages;
import org.poolwarden.console.web.Refusal;
import org.poolwarden.console.web.SecurityHeaders;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.WardenException;

/** Every refusal as a problem, those of Jakarta REST too. */
@Provider
public final class Refusals implements ExceptionMapper<Exception> {

    private static final int FAILURES = 400;
    private static final int NOT_FOUND = 404;
    private static final int NO_METHOD = 405;
    private static final int NO_TYPE = 415;

    @Context
    private HttpServletRequest request;

    /** For Jakarta REST. */
    public Refusals() {}

    @Override
    public Response toResponse(Exception failure) {
        String path = ApiAddress.path(request);
        if (failure instanceof WardenException refusal) {
            Response.ResponseBuilder problem = of(ProblemJson.of(refusal, path));
            return refusal.passes()
                    ? problem.header("Retry-After", org.poolwarden.console.web.Response.RETRY_SECONDS)
                            .build()
                    : problem.build();
        }
        if (failure instanceof Refusal refusal) {
            return of(ProblemJson.of(refusal.status(), refusal.getMessage(), path))
                    .build();
        }
        if (failure instanceof WebApplicationException refusal) {
            return of(refusal, path);
        }
        Messages.LOG.error("A request for " + path + " failed", failure);
        return of(ProblemJson.of(500, ApiMessages.of(500), path)).build();
    }

    private static Response of(WebApplicationException refusal, String path) {
        Response given = refusal.getResponse();
        int status = given.getStatus();
        if (status < FAILURES) { // such as the answer to OPTIONS
            return given;
        }
        String message = refusal instanceof NotAcceptableException ? ApiMessages.NOT_ACCEPTABLE : message(status);
        Response.ResponseBuilder problem = of(ProblemJson.of(status, message, path));
        String allowed = given.getHeaderString("Allow");
        return allowed == null
                ? problem.build()
                : problem.header("Allow", allowed).build();
    }

    private static String message(int status) {
        return switch (status) {
            case NOT_FOUND -> ApiMessages.NO_RESOURCE;
            case NO_METHOD -> ApiMessages.NO_METHOD;
            case NO_TYPE -> ApiMessages.NO_JSON_TYPE;
            default -> ApiMessages.of(status);
        };
    }

    private static Response.ResponseBuilder of(JsonObject problem) {
        Response.ResponseBuilder response =
                Response.status(problem.getInt("status")).type(ProblemJson.TYPE).entity(Answers.bytes(problem));
        SecurityHeaders.ALL.forEach(response::header);
        return response;
    }
}
