package org.poolwarden.console.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;

/**
 * Lets through only requests that a page of this console can have sent: a POST, that of the form to sign in too, does
 * not come from another site, is of a known and bounded length, and can be read. A POST to the API comes from no other
 * site either, and brings JSON.
 */
@WebFilter(urlPatterns = "/*", dispatcherTypes = DispatcherType.REQUEST)
public final class PostFilter implements Filter {

    /** The attribute of a request with the reason for which it was refused. */
    public static final String REASON = "org.poolwarden.console.reason";

    /** In bytes. The largest form names a thousand leases. */
    public static final int LONGEST = 65_536;

    private static final String JSON = "application/json";

    /** They change nothing. */
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    /** What browsers say of a form of the same origin, and of what the user repeats without a page. */
    private static final Set<String> OWN = Set.of("same-origin", "none");

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        if (SAFE.contains(http.getMethod())) {
            chain.doFilter(request, response);
        } else if (isForeign(http)) {
            refuse(http, response, HttpServletResponse.SC_FORBIDDEN, ConsoleMessages.FOREIGN);
        } else if (ApiAddress.isOf(http)) {
            api(http, response, chain);
        } else if ("POST".equals(http.getMethod()) && !isReadable(http)) {
            refuse(http, response, HttpServletResponse.SC_BAD_REQUEST, ConsoleMessages.MALFORMED);
        } else {
            chain.doFilter(request, response);
        }
    }

    /**
     * A change through the API. A browser sends by itself, for a page of somebody else too, a cookie and the name and
     * password that it was once asked for. So the header Authorization proves no intention: what does is a body of the
     * type application/json, which no page of another site can send without the leave of this server, and it gives
     * none. A form is refused before anybody reads it. Where there is a session, the container would believe the
     * session and not the header.
     */
    private static void api(HttpServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getHeader("Authorization") == null || request.getSession(false) != null) {
            refuse(request, response, HttpServletResponse.SC_FORBIDDEN, ApiMessages.NO_AUTHORIZATION);
        } else if ("POST".equals(request.getMethod()) && !isJson(request.getContentType())) {
            refuse(request, response, HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE, ApiMessages.NO_JSON_TYPE);
        } else if (request.getContentLengthLong() > LONGEST) {
            refuse(request, response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, ApiMessages.TOO_LARGE);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isJson(String type) {
        return type != null && JSON.equalsIgnoreCase(type.split(";", 2)[0].strip());
    }

    /**
     * Whether the browser says that another site has sent it. Browsers say it in Sec-Fetch-Site where the connection is
     * secure, and in Origin always; a program says nothing.
     */
    static boolean isForeign(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !OWN.contains(site);
        }
        String origin = request.getHeader("Origin");
        return origin != null
                && !isOf(origin, request.getHeader("Host"))
                && !isOf(origin, request.getHeader("X-Forwarded-Host"));
    }

    private static boolean isOf(String origin, String host) {
        if (host == null) {
            return false;
        }
        try {
            return host.equalsIgnoreCase(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    /** The container refuses to read a form with too many fields only when somebody asks for one of them. */
    private static boolean isReadable(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        if (length < 0 || length > LONGEST) {
            return false;
        }
        try {
            request.getParameterMap();
            return true;
        } catch (RuntimeException unreadable) {
            return false;
        }
    }

    private static void refuse(HttpServletRequest request, ServletResponse response, int status, String reason)
            throws IOException {
        request.setAttribute(REASON, reason);
        ((HttpServletResponse) response).sendError(status);
    }
}
