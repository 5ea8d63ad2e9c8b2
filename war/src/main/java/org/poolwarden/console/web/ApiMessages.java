package org.poolwarden.console.web;

/** The refusals of the HTTP API itself, PWARDEN0494 to PWARDEN0499. Those of the core are told with the core's text. */
public final class ApiMessages {

    public static final String NO_AUTHORIZATION =
            "PWARDEN0494: A change through the API needs the header Authorization, such as HTTP BASIC, and no session"
                    + " of the console. Nothing was done. Send the name and password of a user with the request, and"
                    + " no cookie.";
    public static final String TOO_LARGE =
            "PWARDEN0495: The body of the request cannot be used: it has more than 65536 bytes. Nothing was done. Send"
                    + " fewer leases, or choose them by pool, deployment or call site.";
    public static final String NO_JSON_TYPE =
            "PWARDEN0495: The body of the request cannot be used: it is not of the type application/json. Nothing was"
                    + " done. Send JSON with the header Content-Type: application/json.";
    public static final String NO_CURSOR =
            "PWARDEN0496: The parameter cursor has no place in this list: it is of another list or was made up. Begin"
                    + " with the first page.";
    public static final String NO_LIMIT =
            "PWARDEN0496: The parameter limit takes a whole number from 1 to 1000. Leave it out for 100.";
    public static final String NO_RESOURCE =
            "PWARDEN0497: The API has nothing at this address. Read openapi.json below /poolwarden/api/v1/ for those"
                    + " that it has.";
    public static final String NO_METHOD =
            "PWARDEN0498: This address does not take this method. Nothing was done. Use one that the header Allow"
                    + " names.";
    public static final String NOT_ACCEPTABLE =
            "PWARDEN0498: This address answers with JSON and with nothing else. Accept application/json.";
    public static final String NO_REST =
            "PWARDEN0499: This server has no Jakarta REST, which the API needs. The console, JMX and jboss-cli work"
                    + " without it. Add the subsystem jaxrs, in a provisioned server the layer jaxrs, then redeploy"
                    + " Poolwarden.";

    private ApiMessages() {}

    /** The refusal of a body. The reason is a sentence without its full stop. */
    public static String body(String why) {
        return "PWARDEN0495: The body of the request cannot be used: " + why
                + ". Nothing was done. Compare it with the operation in openapi.json.";
    }

    /** The refusal of a parameter of the address. */
    public static String parameter(String name, String what) {
        return "PWARDEN0496: The parameter " + name + " " + what + ". Compare it with the operation in openapi.json.";
    }

    /** The text for an HTTP status with which the container has responded to a request for the API. */
    public static String of(int status) {
        return switch (status) {
            case 401 -> ConsoleMessages.UNAUTHENTICATED_PROGRAM;
            case 404 -> NO_RESOURCE;
            case 405 -> NO_METHOD;
            case 413 -> TOO_LARGE;
            default -> ConsoleMessages.of(status);
        };
    }
}
