package org.poolwarden.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A problem")
class ProblemTest {

    @Test
    @DisplayName("has the number of its message apart from its text, over several lines too")
    void numbered() {
        Problem problem = Problem.of("PWARDEN0203: It does not answer: ORA-12541.\nTest it.");
        assertEquals("PWARDEN0203", problem.code());
        assertEquals("It does not answer: ORA-12541.\nTest it.", problem.text());
        assertEquals("PWARDEN0203: It does not answer: ORA-12541.\nTest it.", problem.toString());
    }

    @Test
    @DisplayName("without a number is its text alone")
    void plain() {
        Problem problem = Problem.of("no guard answers: PWARDEN0203: why");
        assertNull(problem.code());
        assertEquals("no guard answers: PWARDEN0203: why", problem.text());
        assertEquals(problem.text(), problem.toString());
    }
}
