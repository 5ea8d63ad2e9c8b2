package org.poolwarden.console;

import jakarta.servlet.Filter;
import java.util.Map;

/** A request on its way through a filter. */
public final class PostExchange {

    private final Web web;

    public PostExchange(String method) {
        this(new Web(method, "/kill"));
    }

    private PostExchange(Web web) {
        this.web = web;
    }

    /** A change through the API with a password. Its body, of that type, must not be read as a form. */
    public static PostExchange ofApi(String path, String type) {
        Web web = new Web("POST", path);
        web.unreadable = true;
        web.sent.put("Authorization", "Basic b3BzOm9wcw==");
        if (type != null) {
            web.sent.put("Content-Type", type);
        }
        return new PostExchange(web);
    }

    /** Sends a header; null sends none. */
    public void header(String name, String value) {
        if (value != null) {
            web.sent.put(name, value);
        }
    }

    /** With a body of this length; unreadable is one with too many fields. */
    public PostExchange of(long length, boolean unreadable) {
        web.length = length;
        web.unreadable = unreadable;
        return this;
    }

    /** The status after the filter: 200 if it let the request through. */
    public int through(Filter filter) throws Exception {
        boolean[] passed = new boolean[1];
        filter.doFilter(web.request(), web.response(), (request, response) -> passed[0] = true);
        return passed[0] ? 200 : web.status;
    }

    /** The headers that the filter sets. */
    public Map<String, String> headersOf(Filter filter) throws Exception {
        filter.doFilter(web.request(), web.response(), (request, response) -> {});
        return web.headers;
    }
}
