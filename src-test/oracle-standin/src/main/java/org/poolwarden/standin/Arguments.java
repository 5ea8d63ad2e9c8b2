package org.poolwarden.standin;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.stream.Stream;
import org.poolwarden.standin.database.catalog.Privilege;

/**
 * What the command line asks for.
 *
 * @param builder null if only help was asked for
 * @param controlPort where it takes commands for faults, 0 for any that is free; null for nowhere
 */
record Arguments(StandInBuilder builder, Integer controlPort) {

    static final String HELP = """
            Usage: java -jar poolwarden-oracle-standin-VERSION-server.jar [OPTION]...
            A small server that speaks Oracle's wire protocol, for tests. It listens on 127.0.0.1 only.

              --port N                          port to listen on; default 1521, 0 for any free port
              --database NAME                   DB_UNIQUE_NAME; default FREE
              --container NAME                  container and service name; default FREEPDB1
              --field-version N                 newest layout of messages, 7 to 24; default 9 (Oracle 12.2)
              --user NAME/PASSWORD[:ROLE,...]   adds a user; the roles DBA and PDB_DBA are predefined
              --role NAME:ROLE,...              defines a role by the roles granted to it
              --grantee NAME/PASSWORD[:USER,...]
                                                adds a user of Poolwarden's guard who may end the sessions of the
                                                USERs; * for all
              --grant NAME:PRIVILEGE,...        grants a user what the recovery of XA needs:
                                                SELECT_DBA_PENDING_TRANSACTIONS, EXECUTE_DBMS_XA,
                                                FORCE_ANY_TRANSACTION
              --instances N                     number of instances, each on a port of its own; default 1
              --sessions N                      most sessions of an instance; more get ORA-12516; default no limit
              --control-port N                  takes the commands of the standard input except sessions and quit
              --help                            prints this text

            Without any --user and --grantee the users are SHOP/shop, BILLING/billing, OPSDBA/opsdba (a DBA) and
            POOLWARDEN/warden (a grantee for SHOP). Once it is ready, the server takes commands, one a line, on its
            standard input; help lists them.
            """;

    private static final int DEFAULT_PORT = 1521;
    private static final int MOST_INSTANCES = 100;
    private static final int LARGEST = 65_535;

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException with one line that says which argument is wrong
     */
    static Arguments parse(String... args) {
        Deque<String> left = new ArrayDeque<>(Arrays.asList(args));
        StandInBuilder builder = StandIn.builder().port(DEFAULT_PORT);
        String database = "FREE";
        String container = "FREEPDB1";
        boolean named = false;
        Integer controlPort = null;
        while (!left.isEmpty()) {
            String option = left.pop();
            switch (option) {
                case "--help" -> {
                    return new Arguments(null, null);
                }
                case "--port" -> builder.port(number(option, value(option, left), 0, LARGEST));
                case "--control-port" -> controlPort = number(option, value(option, left), 0, LARGEST);
                case "--instances" -> builder.instances(number(option, value(option, left), 1, MOST_INSTANCES));
                case "--grant" -> grant(builder, value(option, left));
                case "--sessions" -> builder.sessions(number(option, value(option, left), 1, LARGEST));
                case "--field-version" -> builder.fieldVersion(number(option, value(option, left), 7, 24));
                case "--database" -> database = name(option, value(option, left));
                case "--container" -> container = name(option, value(option, left));
                case "--role" -> role(builder, value(option, left));
                case "--user" -> {
                    Login user = Login.parse(option, value(option, left));
                    builder.user(user.name, user.password, user.list);
                    named = true;
                }
                case "--grantee" -> {
                    Login grantee = Login.parse(option, value(option, left));
                    builder.grantee(grantee.name, grantee.password, grantee.list);
                    named = true;
                }
                default -> throw new IllegalArgumentException("unknown argument " + option);
            }
        }
        builder.database(database, container);
        return new Arguments(named ? builder : builder.demoUsers(), controlPort);
    }

    private static String value(String option, Deque<String> left) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return left.pop();
    }

    private static int number(String option, String value, int least, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException expected) {
            // Told below, as a number out of range is.
        }
        throw new IllegalArgumentException(option + " takes " + least + " to " + most + ", not " + value);
    }

    private static String name(String option, String value) {
        if (!value.matches("[A-Za-z][A-Za-z0-9_$#.]*")) {
            throw new IllegalArgumentException(option + ": not a name: " + value);
        }
        return value;
    }

    private static void role(StandInBuilder builder, String value) {
        String[] parts = value.split(":", 2);
        if (parts.length < 2) {
            throw new IllegalArgumentException("--role takes NAME:ROLE,..., not " + value);
        }
        builder.role(name("--role", parts[0]), list("--role", parts[1]));
    }

    private static void grant(StandInBuilder builder, String value) {
        String[] parts = value.split(":", 2);
        if (parts.length < 2) {
            throw new IllegalArgumentException("--grant takes NAME:PRIVILEGE,..., not " + value);
        }
        for (String privilege : list("--grant", parts[1])) {
            builder.grant(name("--grant", parts[0]), privilege(privilege));
        }
    }

    private static Privilege privilege(String name) {
        return Stream.of(Privilege.values())
                .filter(privilege -> privilege.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--grant: not a privilege: " + name));
    }

    private static String[] list(String option, String value) {
        String[] names = value.split(",", -1);
        for (String name : names) {
            if (!"*".equals(name)) {
                name(option, name);
            }
        }
        return names;
    }

    /** A password may have slashes but no colon. */
    private record Login(String name, String password, String... list) {

        static Login parse(String option, String value) {
            int slash = value.indexOf('/');
            int colon = value.indexOf(':', slash + 1);
            String password = value.substring(slash + 1, colon < 0 ? value.length() : colon);
            if (slash < 1 || password.isEmpty()) {
                throw new IllegalArgumentException(option + " takes NAME/PASSWORD[:NAME,...]");
            }
            return new Login(
                    Arguments.name(option, value.substring(0, slash)),
                    password,
                    colon < 0 ? new String[0] : Arguments.list(option, value.substring(colon + 1)));
        }
    }
}
