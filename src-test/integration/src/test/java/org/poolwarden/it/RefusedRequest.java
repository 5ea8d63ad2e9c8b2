package org.poolwarden.it;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One request to the console that must be refused: who sends it, what, and with which status it comes back.
 *
 * @param what says it in a word or two
 * @param path with its query string
 * @param body null for none
 * @param statuses any of which is a refusal as it should be
 */
record RefusedRequest(
        Sender sender,
        String what,
        String method,
        String path,
        Map<String, String> headers,
        String body,
        List<Integer> statuses) {

    /** Who sends a request. */
    enum Sender {
        NOBODY,
        STRANGER,
        VIEWER,
        OPERATOR
    }

    private static final List<String> READS = List.of(
            "/",
            "/leases",
            "/leases.csv",
            "/sessions",
            "/sessions.csv",
            "/session?session=1,1,1",
            "/lease?lease=1",
            "/preview?lease=1",
            "/batch-preview?lease=1",
            "/batch?id=x",
            "/kills",
            "/kill?id=x",
            "/history",
            "/history.csv",
            "/metrics",
            "/api/v1/pools",
            "/api/v1/leases",
            "/api/v1/leaks",
            "/api/v1/sessions",
            "/api/v1/kills",
            "/api/v1/kills/x",
            "/api/v1/batches",
            "/api/v1/batches/x",
            "/api/v1/leases/1/explanation",
            "/api/v1/leases/1/preview",
            "/api/v1/openapi.json",
            "/api/other",
            "/api/v1/audit",
            "/nowhere");
    private static final List<String> CHANGES = List.of("/kill", "/withdraw", "/batch", "/batch-stop", "/judge");

    private static final List<String> ODD_NUMBERS = List.of(
            "abc",
            "-1",
            "1.5",
            "1e3",
            "0x10",
            "\uff11",
            "7;drop table leases",
            "7' or '1'='1",
            "\u0000",
            "7\n8",
            "1234567890123456789",
            "9".repeat(5_000),
            "null",
            "<script>alert(1)</script>");
    private static final List<String> ODD_IDS = List.of(
            "none",
            "<script>alert(1)</script>",
            "x' or 'x'='x",
            "x\r\nSet-Cookie: y=z",
            "\u001b[2J",
            "../../etc/passwd",
            "k".repeat(5_000));
    private static final List<String> ODD_SESSIONS =
            List.of("1", "1,2", "1,2,3,4", "a,b,c", "-1,2,3", "1,2,99999999999", "1;2;3", "1,2,3' --", "");

    /** The table. @param lease of a leak; @param token the operator's own; @param foreign one of another session */
    static List<RefusedRequest> all(String lease, String token, String foreign) {
        List<RefusedRequest> all = new ArrayList<>();
        for (String path : READS) {
            for (Sender sender : List.of(Sender.NOBODY, Sender.STRANGER)) {
                all.add(get(sender, "not signed in", path, 401));
            }
            all.add(new RefusedRequest(
                    Sender.NOBODY,
                    "a cookie that is no session's",
                    "GET",
                    path,
                    Map.of("Cookie", "JSESSIONID=planted"),
                    null,
                    List.of(401)));
        }
        for (String path : CHANGES) {
            Map<String, String> form = form(lease, token);
            all.add(post(Sender.NOBODY, "not signed in", path, form, 401));
            all.add(post(Sender.STRANGER, "not signed in", path, form, 401));
            all.add(post(Sender.VIEWER, "wrong role", path, form, 403));
            forged(all, path, form, foreign);
        }
        forged(all, "/logout", form(lease, token), foreign);
        for (String header : List.of("Sec-Fetch-Site: cross-site", "Origin: http://evil.example", "Origin: null")) {
            all.add(post(Sender.NOBODY, "signs in from " + header, "/login", Map.of("j_username", "ops"), 403)
                    .with(header));
        }
        for (String method : List.of("PUT", "DELETE", "PATCH", "TRACE", "BREW")) {
            for (String path : List.of("/kill", "/batch", "/leases", "/api/v1/pools", "/api/v1/kills", "/login")) {
                all.add(new RefusedRequest(
                        Sender.OPERATOR, "odd method", method, path, Map.of(), null, List.of(403, 405, 501)));
            }
        }
        oddReads(all);
        oddKills(all, lease, token);
        return all;
    }

    private static void forged(List<RefusedRequest> all, String path, Map<String, String> form, String foreign) {
        for (String token : List.of("", "guessed", foreign, form.get("token") + "x", "t".repeat(5_000))) {
            Map<String, String> other = new HashMap<>(form);
            other.put("token", token);
            all.add(post(Sender.OPERATOR, "forged token", path, other, 403));
        }
        Map<String, String> none = new HashMap<>(form);
        String token = none.remove("token");
        all.add(post(Sender.OPERATOR, "no token", path, none, 403));
        all.add(post(Sender.OPERATOR, "token in the address", path + "?token=" + token, none, 403));
        for (String header : List.of(
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Origin: http://evil.example",
                "Origin: http://127.0.0.1",
                "Origin: null")) {
            all.add(post(Sender.OPERATOR, "sent by " + header, path, form, 403).with(header));
        }
    }

    private static void oddReads(List<RefusedRequest> all) {
        for (String number : ODD_NUMBERS) {
            for (String path : List.of("/lease?lease=", "/preview?lease=")) {
                all.add(get(Sender.OPERATOR, "odd lease", path + Http.encode(number), 400));
            }
            all.add(get(Sender.OPERATOR, "odd page", "/leases?page=" + Http.encode(number), 400));
            all.add(get(Sender.OPERATOR, "odd interval", "/?every=" + Http.encode(number), 400));
        }
        for (String id : ODD_IDS) {
            for (String path : List.of("/kill?id=", "/batch?id=")) {
                all.add(get(Sender.OPERATOR, "odd id", path + Http.encode(id), 404));
            }
            all.add(get(Sender.OPERATOR, "odd order", "/leases?sort=" + Http.encode(id), 400));
            all.add(get(Sender.OPERATOR, "odd pool", "/batch-preview?pool=" + Http.encode(id), 404));
            all.add(get(Sender.OPERATOR, "odd deployment", "/batch-preview?deployment=" + Http.encode(id), 404));
            all.add(get(Sender.OPERATOR, "odd site", "/batch-preview?site=" + Http.encode(id), 404));
        }
        for (String session : ODD_SESSIONS) {
            all.add(get(Sender.OPERATOR, "odd session", "/session?session=" + Http.encode(session), 400));
        }
        all.add(get(Sender.OPERATOR, "nothing selected", "/batch-preview", 400));
        all.add(get(Sender.OPERATOR, "no such address", "/api/nothing", 404));
    }

    private static void oddKills(List<RefusedRequest> all, String lease, String token) {
        Map<String, List<String>> odd = new HashMap<>();
        odd.put("reason", List.of("", "  ", "\1\2", "\u200b", "\u2028", "...", "?!", "r".repeat(401), "\u202e\ufeff"));
        odd.put(
                "mode",
                List.of("harder", "kill", "KILL,CANCEL", "KILL,KILL", ",", "IMMEDIATE;KILL", "M".repeat(5_000)));
        odd.put("lease", ODD_NUMBERS);
        odd.forEach((field, values) -> values.forEach(value -> {
            Map<String, String> form = form(lease, token);
            form.put(field, value);
            all.add(post(Sender.OPERATOR, "odd " + field, "/kill", form, 400));
            all.add(post(Sender.OPERATOR, "odd " + field, "/batch", form, 400));
        }));
        for (String number : List.of("abc", "-1", "0", "201", "", "9999999")) {
            Map<String, String> form = form(lease, token);
            form.put("max", number);
            all.add(post(Sender.OPERATOR, "odd maximum", "/batch", form, 400));
            form = form(lease, token);
            form.put("mode", "POST_TRANSACTION,KILL");
            form.put("wait", number.equals("201") ? "0" : number);
            all.add(post(Sender.OPERATOR, "odd wait", "/kill", form, 400));
        }
        for (String id : ODD_IDS) {
            Map<String, String> form = form(lease, token);
            form.put("id", id);
            all.add(post(Sender.OPERATOR, "odd kill", "/withdraw", form, 404));
            all.add(post(Sender.OPERATOR, "odd batch", "/batch-stop", form, 404));
        }
        Map<String, String> many = form(lease, token);
        for (int i = 0; i < 1_100; i++) {
            many.put("only" + i, "1");
        }
        Map<String, String> large = form(lease, token);
        large.put("more", "x".repeat(100_000));
        for (String path : List.of("/kill", "/batch", "/logout", "/login")) {
            all.add(post(Sender.OPERATOR, "over a thousand fields", path, many, 400));
            all.add(post(Sender.OPERATOR, "a large body", path, large, 400));
        }
    }

    private static Map<String, String> form(String lease, String token) {
        return new HashMap<>(Map.of("lease", lease, "id", "none", "max", "1", "reason", "why", "token", token));
    }

    private static RefusedRequest get(Sender sender, String what, String path, int status) {
        return new RefusedRequest(sender, what, "GET", path, Map.of(), null, List.of(status));
    }

    private static RefusedRequest post(Sender sender, String what, String path, Map<String, String> form, int status) {
        String body = form.entrySet().stream()
                .map(field -> Http.encode(field.getKey()) + "=" + Http.encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return new RefusedRequest(
                sender,
                what,
                "POST",
                path,
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                body,
                List.of(status));
    }

    private RefusedRequest with(String header) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header.substring(0, header.indexOf(':')), header.substring(header.indexOf(':') + 2));
        return new RefusedRequest(sender, what, method, path, more, body, statuses);
    }

    HttpResponse<String> send(Http client) throws Exception {
        Http sending = client;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            sending = sending.with(header.getKey(), header.getValue());
        }
        return sending.send(method, path, body);
    }

    @Override
    public String toString() {
        return sender + ", " + what + ": " + method + " " + (path.length() < 100 ? path : path.substring(0, 100)) + " "
                + headers + (body == null ? "" : " " + body.substring(0, Math.min(150, body.length())));
    }
}
