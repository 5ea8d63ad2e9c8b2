package org.poolwarden.guardcontract.mutant;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.opentest4j.TestAbortedException;
import org.poolwarden.guardcontract.postgres.PostgresEngine;
import org.poolwarden.guardcontract.postgres.PostgresLane;
import org.poolwarden.guardcontract.postgres.Variants;
import org.poolwarden.guardcontract.script.GuardUnit;
import org.poolwarden.guardcontract.script.SqlPlusScript;

/**
 * One database in which mutants are tried, one after the other: the one view or routine is replaced, the case is run,
 * and all is put back as it was.
 */
final class Bench {

    private static final long PATIENCE_SECONDS = 40;

    private final String install;
    private final PostgresEngine engine;
    private final Connection owner;
    private final Variants variants;
    private final TranslatedMutants translated;

    Bench(String install, Variants variants, TranslatedMutants translated)
            throws IOException, InterruptedException, SQLException {
        this.install = install;
        this.variants = variants;
        this.translated = translated;
        this.engine = PostgresLane.get().guard(SqlPlusScript.of(install));
        this.owner = engine.owner();
        try (Statement statement = owner.createStatement()) {
            statement.execute("SET search_path = sys, oracle, pg_catalog");
        }
    }

    /** What the first of the cases that objects has against the mutant; empty if none has anything against it. */
    Optional<String> noticedBy(GeneratedMutant mutant, List<String> cases) throws SQLException {
        GuardUnit unit = mutant.unit();
        List<String> planted = translated.of(mutant);
        PostgresEngine changed = engine.with(SqlPlusScript.of(install.substring(0, unit.start())
                + mutant.text()
                + install.substring(unit.start() + unit.text().length())));
        execute(planted);
        try {
            for (String name : cases) {
                engine.reset();
                if (objection(changed, name).isPresent()) {
                    return Optional.of(name);
                }
            }
            return Optional.empty();
        } finally {
            engine.reset();
            execute(translated.original(unit));
        }
    }

    /** What a case has against the guard with the views and routines that another script has otherwise. */
    Optional<Throwable> objection(SqlPlusScript changed, Tried tried) throws Exception {
        List<List<String>> originally = new ArrayList<>();
        List<GuardUnit> before = GuardUnit.of(install);
        List<GuardUnit> after = GuardUnit.of(changed.text());
        engine.reset();
        try {
            for (int i = 0; i < before.size(); i++) {
                if (!before.get(i).text().equals(after.get(i).text())) {
                    List<List<String>> statements =
                            variants.of(before.get(i), List.of(after.get(i).text()));
                    originally.add(statements.get(1));
                    execute(statements.get(0));
                }
            }
            if (originally.isEmpty()) {
                throw new IllegalArgumentException("nothing is changed");
            }
            return objection(engine.with(changed), "a case", tried);
        } finally {
            engine.reset();
            for (List<String> statements : originally) {
                execute(statements);
            }
        }
    }

    /** Something that fails if it notices. */
    interface Tried {
        void run(PostgresEngine engine) throws Exception;
    }

    /** What a case has against the guard as it is, here. */
    Optional<Throwable> objection(String name) throws SQLException {
        engine.reset();
        return objection(engine, name);
    }

    private Optional<Throwable> objection(PostgresEngine changed, String name) throws SQLException {
        return objection(changed, name, there -> {
            Optional<Throwable> objection = MutantTable.objection(there, name);
            if (objection.isPresent()) {
                throw new ExecutionException(objection.get());
            }
        });
    }

    /** What hangs is ended with its sessions, and counts for nothing. */
    private Optional<Throwable> objection(PostgresEngine changed, String name, Tried tried) throws SQLException {
        FutureTask<Optional<Throwable>> run = new FutureTask<>(() -> {
            try {
                tried.run(changed);
                return Optional.empty();
            } catch (ExecutionException e) {
                return Optional.of(e.getCause());
            } catch (TestAbortedException e) {
                return Optional.empty();
            } catch (Exception | AssertionError e) {
                return Optional.of(e);
            }
        });
        Thread runner = new Thread(run, name);
        runner.setDaemon(true);
        runner.start();
        try {
            return run.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            engine.reset();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(name, e);
        }
    }

    private void execute(List<String> statements) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
