package org.poolwarden.console.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

/** Which requests are for the HTTP API, whose refusals are problem details and never pages. */
public final class ApiAddress {

    /** The attribute of the application in which the resources of the API find the core. */
    public static final String CORE = "org.poolwarden.console.core";

    /** The attribute of the servlet context that has what asks the other nodes. */
    public static final String FLEET = "org.poolwarden.console.fleet";

    /** Where everything of this version begins, behind the console's own address. */
    public static final String ROOT = "/api/v1";

    private static final String ALL = "/api/";

    private ApiAddress() {}

    /** Whether the request is, or was before its error page, for the API of any version. */
    public static boolean isOf(HttpServletRequest request) {
        return path(request).startsWith(request.getContextPath() + ALL);
    }

    /** Whether it is for an address that the resources of this version would answer. */
    public static boolean isOfThisVersion(HttpServletRequest request) {
        String path = path(request).substring(request.getContextPath().length());
        return path.equals(ROOT) || path.startsWith(ROOT + "/");
    }

    /** The path that was asked for, without its query string and as it was sent. */
    public static String path(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String asked
                ? asked
                : String.valueOf(request.getRequestURI());
    }
}
