package org.poolwarden.caller;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A JVM that tells, for each line that it reads, what {@link RemoteAgent} says of it. */
final class AgentWatch {

    private AgentWatch() {}

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (in.readLine() != null) {
            System.out.println(RemoteAgent.isAbsent());
        }
    }
}
