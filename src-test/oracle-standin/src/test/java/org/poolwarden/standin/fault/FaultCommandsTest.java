package org.poolwarden.standin.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.poolwarden.standin.Eventually;

@DisplayName("Faults by lines of text")
class FaultCommandsTest extends FaultCase {

    @Test
    @DisplayName("switch on, list and let go a hang, from another process's connection")
    void overTheControlPort() throws Exception {
        try (ControlPort port = ControlPort.open(oracle.faultCommands(), 0);
                Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port.port())) {
            socket.setSoTimeout(10_000);
            PrintWriter out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            out.println("fault hang-reply match=\"insert into\" user=shop");
            assertEquals("ok 1", in.readLine());
            CompletableFuture<Boolean> inserting = start(() -> execute(shop, INSERT));
            Eventually.get(() -> faults.active().get(0).holding(), holding -> holding == 1);
            out.println("faults");
            assertEquals(
                    "1 hang-reply call=execute match=\"INSERT INTO\" user=\"SHOP\" nth=1 count=1 fired=1 holding=1",
                    in.readLine());
            assertEquals("ok", in.readLine());
            out.println("off 1");
            assertEquals("ok", in.readLine());
            inserting.get(10, TimeUnit.SECONDS);
            out.println("errors");
            assertEquals("ok", in.readLine());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            fault hang-call call=commit nth=2           | hang-call call=commit nth=2 count=1
            fault hang-reply regex="ab \\"c\\" \\\\d"  | hang-reply call=execute regex="ab "c" \\d" nth=1 count=1
            fault delay-call millis=20 program=x        | delay-call millis=20 call=execute program="x" nth=1 count=1
            fault delay-reply millis=1 call=ping        | delay-reply millis=1 call=ping nth=1 count=1
            fault cut-before call=login                 | cut-before call=login nth=1 count=1
            fault cut-in call=fetch                     | cut-in call=fetch nth=1 count=1
            fault cut-after  count=3                    | cut-after call=execute nth=1 count=3
            fault error code=54 text="busy, again"      | error code=54 call=execute nth=1 count=1
            fault drop-out out=2 match=x                | drop-out out=2 call=execute match="X" nth=1 count=1
            fault refuse count=2                        | refuse count=2
            fault refuse code=12516                     | refuse code=12516 count=1
            """)
    @DisplayName("know every effect")
    void everyEffect(String command, String listed) {
        FaultCommands commands = oracle.faultCommands();
        assertEquals("ok 1", commands.run(command));
        assertEquals("1 " + listed + " fired=0 holding=0\nok", commands.run("faults"));
        assertEquals("ok", commands.run("clear"));
        assertEquals("ok", commands.run("faults"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            nonsense                        | unknown command
            fault                           | unknown effect
            fault explode                   | unknown effect explode
            fault cut-in call=sleep         | unknown call sleep
            fault cut-in nth=0              | nth must be at least 1
            fault cut-in count=many         | count is not a number
            fault cut-in millis=5           | unknown option here: millis
            fault cut-in x                  | not name=value: x
            fault cut-in user=a user=b      | user= is given twice
            fault cut-in regex=(            | not a regex
            fault delay-call                | millis= is missing
            fault delay-call millis=0       | a delay is at least a millisecond
            fault error                     | code= is missing
            fault error code=0              | an ORA code is 1 to 65535
            fault drop-out out=0            | binds are counted from 1
            fault drop-out out=1 call=ping  | only statements have OUT values
            fault refuse match=x            | unknown option here: match
            fault refuse count=0            | times must be at least 1
            off 7                           | no such fault is on: 7
            off                             | id is not a number
            clear all                       | nothing may follow
            """)
    @DisplayName("are refused when they are wrong, and change nothing")
    void wrongOnes(String command, String error) {
        String answer = oracle.faultCommands().run(command);
        assertTrue(answer.startsWith("error ") && answer.contains(error), answer);
        assertEquals(List.of(), faults.active());
    }

    @Test
    @DisplayName("explain themselves, and tell what clients sent that is not known")
    void helpAndErrors() {
        FaultCommands commands = new FaultCommands(faults, () -> List.of("unknown function 98"), line -> "ok");
        assertTrue(commands.run("help").endsWith("\nok"));
        assertEquals("unknown function 98\nok", commands.run("errors"));
    }
}
