package org.poolwarden.console.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;

/** The OpenAPI document that declares all of this. */
@Path("openapi.json")
@Produces(MediaType.APPLICATION_JSON)
public final class DescriptionResource {

    /** For Jakarta REST. */
    public DescriptionResource() {}

    /** The document. */
    @GET
    public byte[] document() throws IOException {
        try (InputStream file = DescriptionResource.class.getResourceAsStream("openapi.json")) {
            return file.readAllBytes();
        }
    }
}
