package org.poolwarden.leaky.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.poolwarden.leaky.answer.Refusal;

/** The port on which the stand-in takes orders, on this machine only. A real database has none. */
final class StandInControl {

    private static final String PORT = "poolwarden.demo.control-port";
    private static final int PATIENCE_MILLIS = 20_000;

    private StandInControl() {}

    static boolean isThere() {
        return Integer.getInteger(PORT) != null;
    }

    /** Refuses with 502 if the stand-in does not do it. */
    static void say(String command) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.getInteger(PORT)), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write((command + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String answer = in.readLine();
            if (answer == null || !answer.startsWith("ok")) {
                throw new Refusal(502, "the stand-in answers: " + answer);
            }
        } catch (IOException e) {
            throw new Refusal(502, "the stand-in cannot be reached: " + e.getMessage());
        }
    }
}
