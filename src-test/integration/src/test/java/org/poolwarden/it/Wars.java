package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;

/** Web applications that are nothing but the definition of a datasource of user SHOP, or less, and the leaky one. */
final class Wars {

    private static final String MANIFEST = "Manifest-Version: 1.0\nDependencies: com.oracle.ojdbc11\n\n";
    private static final String DATA_SOURCE = "oracle.jdbc.pool.OracleDataSource";

    private Wars() {}

    /** In web.xml. */
    static Path described(Path directory, String jndiName) throws IOException {
        String descriptor =
                """
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                  <data-source>
                    <name>%s</name>
                    <class-name>%s</class-name>
                    <url>%s</url>
                    <user>SHOP</user>
                    <password>shop</password>
                    <max-pool-size>3</max-pool-size>
                  </data-source>
                </web-app>
                """.formatted(jndiName, DATA_SOURCE, Stage.database().url());
        return war(directory.resolve("defined.war"), "WEB-INF/web.xml", descriptor.getBytes(StandardCharsets.UTF_8));
    }

    /** The same with a page, {@code leak.jsp}, that leaks a connection of it. */
    static Path leaking(Path directory, String jndiName) throws IOException {
        Path described = described(directory, jndiName);
        Path leaking = Files.copy(described, directory.resolve("leaking.war"));
        try (FileSystem zip = FileSystems.newFileSystem(leaking)) {
            Files.writeString(zip.getPath("leak.jsp"), leak(jndiName));
        }
        return leaking;
    }

    /**
     * A page, {@code steal.jsp}, that calls the core's bean by itself and asks it to kill a lease. It answers what it
     * met: the id of a kill, or the messages of what was thrown.
     */
    static Path stealing(Path directory, long lease) throws IOException {
        String page = """
                <%%@ page contentType="text/plain" session="false" %%><%%
                    try {
                        Object warden = new javax.naming.InitialContext().lookup("java:global/poolwarden/poolwarden-ejb"
                                + "/WardenBean!org.poolwarden.admin.Warden");
                        ClassLoader core = warden.getClass().getClassLoader();
                        Object kills = core.loadClass("org.poolwarden.admin.Warden").getMethod("kills").invoke(warden);
                        Class<?> who = core.loadClass("org.poolwarden.request.Requester");
                        Class<?> mode = core.loadClass("org.poolwarden.guard.KillMode");
                        Class<?> what = core.loadClass("org.poolwarden.kill.record.KillRequest");
                        Object ceo = who.getConstructor(String.class, String.class, String.class)
                                .newInstance("ceo", "HTTP", "10.9.9.9");
                        Object asked = what.getConstructor(long.class, mode, who, String.class)
                                .newInstance(%dL, mode.getEnumConstants()[2], ceo, "stolen");
                        out.print("killed: " + core.loadClass("org.poolwarden.admin.KillAdmin")
                                .getMethod("kill", what).invoke(kills, asked));
                    } catch (Throwable thrown) {
                        for (Throwable t = thrown; t != null; t = t.getCause()) {
                            out.println(t);
                        }
                    }
                %%>
                """.formatted(lease);
        return war(directory.resolve("stealing.war"), "steal.jsp", page.getBytes(StandardCharsets.UTF_8));
    }

    /** Nothing but the page {@code leak.jsp}, for a datasource of the server. */
    static Path page(Path directory, String jndiName) throws IOException {
        return war(directory.resolve("page.war"), "leak.jsp", leak(jndiName).getBytes(StandardCharsets.UTF_8));
    }

    private static String leak(String jndiName) {
        return """
                <%%@ page contentType="text/plain" session="false" %%><%%
                    java.sql.Connection leaked = ((javax.sql.DataSource)
                            new javax.naming.InitialContext().lookup("%s")).getConnection();
                    leaked.createStatement().execute("select 1 from dual");
                %%>leaked
                """.formatted(jndiName);
    }

    /**
     * Opens a connection by Oracle's driver for each request of {@code open.jsp}, marked as this JVM's, and closes all
     * of them by {@code close.jsp}.
     */
    static Path opening(Path directory) throws IOException {
        String open = """
                <%%@ page contentType="text/plain" session="false" %%><%%
                    java.util.Properties given = new java.util.Properties();
                    given.put("user", "SHOP");
                    given.put("password", "shop");
                    given.put("v$session.process", String.valueOf(ProcessHandle.current().pid()));
                    java.sql.Connection own = ((java.sql.Driver) Class.forName("oracle.jdbc.OracleDriver", true,
                            Thread.currentThread().getContextClassLoader()).getDeclaredConstructor().newInstance())
                            .connect("%s", given);
                    application.setAttribute(String.valueOf(System.nanoTime()), own);
                %%>opened
                """.formatted(Stage.database().url());
        String close = """
                <%@ page contentType="text/plain" session="false" %><%
                    for (Object name : java.util.Collections.list(application.getAttributeNames())) {
                        Object own = application.getAttribute((String) name);
                        if (own instanceof java.sql.Connection) {
                            ((java.sql.Connection) own).close();
                        }
                    }
                %>closed
                """;
        Path war = war(directory.resolve("opening.war"), "open.jsp", open.getBytes(StandardCharsets.UTF_8));
        try (FileSystem zip = FileSystems.newFileSystem(war)) {
            Files.writeString(zip.getPath("close.jsp"), close);
        }
        return war;
    }

    /** By {@code @DataSourceDefinition}, compiled here for the URL of today, with the server's own API. */
    static Path annotated(Path directory, String jndiName) throws IOException {
        Path source = Files.writeString(directory.resolve("Annotated.java"), """
                @jakarta.annotation.sql.DataSourceDefinition(
                        name = "%s", className = "%s", url = "%s", user = "SHOP", password = "shop", maxPoolSize = 3)
                @jakarta.servlet.annotation.WebServlet("/annotated")
                public class Annotated extends jakarta.servlet.http.HttpServlet {}
                """.formatted(
                        jndiName, DATA_SOURCE, Stage.database().url()));
        String path = Stream.of("jakarta/annotation/api", "jakarta/servlet/api")
                .flatMap(module -> jars(module).stream())
                .collect(Collectors.joining(":"));
        int exit = ToolProvider.getSystemJavaCompiler()
                .run(null, OutputStream.nullOutputStream(), null, "-classpath", path, source.toString());
        assertEquals(0, exit, "javac with " + path);
        byte[] compiled = Files.readAllBytes(directory.resolve("Annotated.class"));
        return war(directory.resolve("annotated.war"), "WEB-INF/classes/Annotated.class", compiled);
    }

    /** The leaky application with another name and context root. */
    static Path leaky(Path directory, String name, String context) throws IOException {
        Path war = directory.resolve(name);
        try (InputStream in = Files.newInputStream(Stage.layout().artifacts().resolve("poolwarden-leaky-app.war"));
                ZipInputStream from = new ZipInputStream(in);
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(war))) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                if (entry.getName().endsWith("/jboss-web.xml")) {
                    String root = "<jboss-web><context-root>" + context + "</context-root></jboss-web>";
                    to.write(root.getBytes(StandardCharsets.UTF_8));
                } else {
                    from.transferTo(to);
                }
                to.closeEntry();
            }
        }
        return war;
    }

    private static List<String> jars(String module) {
        Path main = Stage.layout().wildfly().resolve("modules/system/layers/base/" + module + "/main");
        try (Stream<Path> files = Files.list(main)) {
            return new ArrayList<>(files.map(Path::toString)
                    .filter(name -> name.endsWith(".jar"))
                    .toList());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Path war(Path war, String name, byte[] content) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
            entry(zip, "META-INF/MANIFEST.MF", MANIFEST.getBytes(StandardCharsets.UTF_8));
            entry(zip, name, content);
        }
        return war;
    }

    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
