package org.poolwarden.console.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.console.RecordingWarden;
import org.poolwarden.kill.preview.Preview.GuardSays;

@DisplayName("The rules of a kill, as the preview lists them")
class KillRuleTest {

    private final RecordingWarden warden = new RecordingWarden();

    @Test
    @DisplayName("blame the guard only for what the guard denies")
    void guard() throws Exception {
        warden.allowed = false;
        assertEquals(KillRule.Answer.YES, guard(GuardSays.LETS_THROUGH), "a failed self-test is not the guard's no");
        assertEquals(KillRule.Answer.UNKNOWN, guard(GuardSays.UNKNOWN), "nor is a guard that did not answer");
        assertEquals(KillRule.Answer.NO, guard(GuardSays.DENIES));
    }

    private KillRule.Answer guard(GuardSays says) throws Exception {
        warden.guardSays = says;
        return KillRule.of(warden.preview(1), List.of()).stream()
                .filter(check -> check.rule().equals("GUARD"))
                .findFirst()
                .orElseThrow()
                .answer();
    }
}
