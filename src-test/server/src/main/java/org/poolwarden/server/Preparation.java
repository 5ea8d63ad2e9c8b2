package org.poolwarden.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.wildfly.core.launcher.CliCommandBuilder;

/**
 * Makes a server base directory and a module path of their own, and configures them with the very scripts that users
 * get. The shared WildFly is only read.
 */
public final class Preparation {

    private static final long MINUTES = 3;

    private final Layout layout;
    private final String configuration;

    /** Nothing happens before {@link #prepare}. */
    public Preparation(Layout layout) {
        this(layout, "standalone.xml");
    }

    /** @param configuration the name of the file that is configured */
    Preparation(Layout layout, String configuration) {
        this.layout = layout;
        this.configuration = configuration;
    }

    /**
     * Deletes what an earlier preparation left and makes all of it anew.
     *
     * @param more names of scripts to run after the usual ones: of a test script, or of one that users get
     * @throws IllegalStateException if a tool of WildFly fails; its output is in the message
     */
    public void prepare(String... more) throws IOException, InterruptedException {
        Trees.delete(layout.work());
        Trees.copy(layout.wildfly().resolve("standalone"), layout.base());
        module("src-test/server/src/main/modules/com/oracle/ojdbc11/main", "com/oracle/ojdbc11/main", "ojdbc11.jar");
        module(
                "src-test/server/src/main/modules/org/poolwarden/ojdbc11/main",
                "org/poolwarden/ojdbc11/main",
                "ojdbc11.jar");
        module("cli/src/main/module/org/poolwarden/main", "org/poolwarden/main", "poolwarden-cli.jar");
        runScripts(more);
    }

    /**
     * Writes a {@code cli.sh} that talks to the server; the CLI wants to see the server's extensions on its own path.
     */
    public Path commandLine(int managementPort) throws IOException {
        Path script = layout.work().resolve("cli.sh");
        Files.writeString(
                script,
                String.format(
                        Locale.ROOT, """
                #!/bin/sh
                # jboss-cli.sh, connected to this server: cli.sh ":read-resource"
                export JBOSS_MODULEPATH='%s'
                exec '%s' --connect --controller=127.0.0.1:%d --command="$1"
                """, modulePath(), layout.wildfly().resolve("bin/jboss-cli.sh"), managementPort));
        if (!script.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + script + " executable");
        }
        return script;
    }

    /** A user of the applications (ApplicationRealm). */
    public void applicationUser(String name, String password, String... groups)
            throws IOException, InterruptedException {
        addUser(name, password, "-a", groups);
    }

    /** A user of the management interfaces (ManagementRealm). */
    public void managementUser(String name, String password, String... groups)
            throws IOException, InterruptedException {
        addUser(name, password, "-m", groups);
    }

    private void module(String descriptor, String target, String jar) throws IOException {
        Path main = layout.modules().resolve(target);
        Files.createDirectories(main);
        Files.copy(layout.project().resolve(descriptor).resolve("module.xml"), main.resolve("module.xml"));
        Files.copy(layout.artifacts().resolve(jar), main.resolve(jar));
    }

    /** One embedded server for all scripts: a start of the CLI costs seconds. */
    private void runScripts(String... more) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        lines.add("embed-server --server-config=" + configuration + " --std-out=discard");
        List<Path> scripts = new ArrayList<>(List.of(
                layout.scripts().resolve("install.cli"), layout.testScripts().resolve("leaky.cli")));
        for (String script : more) {
            Path ofTests = layout.testScripts().resolve(script);
            scripts.add(Files.exists(ofTests) ? ofTests : layout.scripts().resolve(script));
        }
        // As if the tool were started in the folder of the zip.
        Path overlay = Path.of("console-listener-jboss-web.xml");
        Files.copy(layout.scripts().resolve(overlay), layout.work().resolve(overlay));
        for (Path script : scripts) {
            for (String line : Files.readAllLines(script)) {
                if (line.equals("# From here on the server must run.")) {
                    break;
                }
                // Who prepares deploys; and a secret is kept as it is written, for expressions in it are not resolved.
                if (!line.strip().startsWith("deploy ")) {
                    lines.add(line.replace("${poolwarden.guard.password:change-me}", Oracle.guardPassword())
                            .replace("${poolwarden.store.password:change-me}", "of-the-tests"));
                }
            }
        }
        lines.add("stop-embedded-server");
        Path all = layout.work().resolve("prepare.cli");
        Files.write(all, lines);
        // Not by jboss-cli.sh, which cannot be given an option with a space in it.
        List<String> command = CliCommandBuilder.asModularLauncher(layout.wildfly())
                .addModuleDirs(
                        layout.modules().toString(),
                        layout.wildfly().resolve("modules").toString())
                .addJavaOption("-Djboss.server.base.dir=" + layout.base())
                .setScriptFile(all)
                .build();
        tool("jboss-cli", command);
    }

    private String modulePath() {
        return layout.modules() + ":" + layout.wildfly().resolve("modules");
    }

    private void addUser(String name, String password, String realm, String... groups)
            throws IOException, InterruptedException {
        // -dc too: without it the tool would write into the domain configuration of the shared WildFly.
        String configuration = layout.base().resolve("configuration").toString();
        List<String> arguments = new ArrayList<>(
                List.of(realm, "-s", "-sc", configuration, "-dc", configuration, "-u", name, "-p", password));
        if (groups.length > 0) {
            arguments.addAll(List.of("-g", String.join(",", groups)));
        }
        arguments.add(0, layout.wildfly().resolve("bin/add-user.sh").toString());
        tool("add-user", arguments);
    }

    private void tool(String name, List<String> command) throws IOException, InterruptedException {
        Path log = layout.work().resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(layout.work().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("JBOSS_HOME", layout.wildfly().toString());
        builder.environment().put("NOPAUSE", "true");
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException(name + " did not end within " + MINUTES + " minutes, see " + log);
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(
                    name + " failed with exit code " + process.exitValue() + ":\n" + Files.readString(log));
        }
    }
}
