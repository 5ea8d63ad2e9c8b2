package org.poolwarden.server;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What {@link Preflight} asks of the machine; a test answers in its place. */
interface Machine {

    /** The feature version of the Java that runs Maven, for example 17. */
    int java();

    /** Where that Java is installed. */
    String javaHome();

    /** Maven's version, for example {@code 3.8.7}. */
    String maven();

    /** The root of the checkout. */
    Path project();

    /** Bytes that may still be written below {@link #project}; 0 if that cannot be found out. */
    long freeBytes();

    /** Whether nothing listens on this port of the loopback interface. */
    boolean isFree(int port);

    /** Whether a program of this name is on the path. */
    boolean has(String program);

    /** The machine that this runs on. */
    static Machine here(Path project, String maven) {
        return new Machine() {
            @Override
            public int java() {
                return Runtime.version().feature();
            }

            @Override
            public String javaHome() {
                return System.getProperty("java.home");
            }

            @Override
            public String maven() {
                return maven;
            }

            @Override
            public Path project() {
                return project;
            }

            @Override
            public long freeBytes() {
                return project.toFile().getUsableSpace();
            }

            @Override
            public boolean isFree(int port) {
                try (ServerSocket socket = new ServerSocket()) {
                    socket.setReuseAddress(true);
                    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                    return true;
                } catch (IOException expected) {
                    return false;
                }
            }

            @Override
            public boolean has(String program) {
                String path = System.getenv("PATH");
                return path != null
                        && Arrays.stream(path.split(File.pathSeparator))
                                .map(folder -> Path.of(folder, program))
                                .anyMatch(Files::isExecutable);
            }
        };
    }
}
