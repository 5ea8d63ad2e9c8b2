package org.poolwarden.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;

/**
 * The worker threads of the web server. An idle one keeps its last request on its stack, and with it the servlet that
 * answered, until it gets another.
 */
final class Workers {

    private static final String BODY = "seconds=0";
    private static final String HEAD = "POST /leaky-app/slow-page HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + BODY.length() + "\r\n\r\n";

    private final MBeanServerConnection server;
    private final ObjectName worker;

    Workers(MBeanServerConnection server) throws Exception {
        this.server = server;
        worker = new ObjectName("jboss.as:subsystem=io,worker=default");
    }

    /** Every thread that the server may have answers a request of another application, all at the same time. */
    void answerAnother() throws Exception {
        int threads = attribute("maxPoolSize");
        List<Socket> requests = new ArrayList<>();
        try {
            for (int i = 0; i < threads; i++) {
                Socket request = new Socket(InetAddress.getLoopbackAddress(), Stage.httpPort());
                requests.add(request);
                send(request, HEAD + BODY.substring(0, 1));
            }
            Eventually.get("every worker waits for a body", () -> attribute("busyTaskThreadCount"), n -> n >= threads);
            for (Socket request : requests) {
                send(request, BODY.substring(1));
            }
            for (Socket request : requests) {
                InputStream answer = request.getInputStream();
                answer.readAllBytes();
            }
        } finally {
            for (Socket request : requests) {
                request.close();
            }
        }
    }

    private int attribute(String name) throws Exception {
        return ((Number) server.getAttribute(worker, name)).intValue();
    }

    private static void send(Socket request, String text) throws IOException {
        OutputStream out = request.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
