package org.poolwarden.console.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An address of this console with its parameters. It determines everything that a list shows, so it can be linked.
 * Immutable.
 */
public final class PageUrl {

    private final String path;
    private final Map<String, String> parameters;

    private PageUrl(String path, Map<String, String> parameters) {
        this.path = path;
        this.parameters = parameters;
    }

    /** An address without parameters. */
    public static PageUrl of(HttpServletRequest request, String path) {
        return new PageUrl(request.getContextPath() + path, Map.of());
    }

    /** An address with the named parameters of the request that are not blank. */
    public static PageUrl of(HttpServletRequest request, String path, List<String> names) {
        PageUrl address = of(request, path);
        for (String name : names) {
            address = address.with(name, request.getParameter(name));
        }
        return address;
    }

    /** The same address with another value of a parameter. A blank value or null removes the parameter. */
    public PageUrl with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        if (value == null || value.isBlank()) {
            changed.remove(name);
        } else {
            changed.put(name, value.strip());
        }
        return new PageUrl(path, changed);
    }

    /** Another page with the same parameters. */
    public PageUrl at(HttpServletRequest request, String otherPath) {
        return new PageUrl(request.getContextPath() + otherPath, parameters);
    }

    /** The parameters in their order. */
    public Map<String, String> parameters() {
        return Collections.unmodifiableMap(parameters);
    }

    /** The value of a parameter. Null if there is none. */
    public String get(String name) {
        return parameters.get(name);
    }

    @Override
    public String toString() {
        return path
                + parameters.entrySet().stream()
                        .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                        .collect(Collectors.joining("&", parameters.isEmpty() ? "" : "?", ""));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
