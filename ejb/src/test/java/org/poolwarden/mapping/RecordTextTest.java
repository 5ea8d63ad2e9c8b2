package org.poolwarden.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.poolwarden.contract.Audience;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Reply.RecordList;
import org.poolwarden.json.JsonFactories;
import org.poolwarden.json.RecordJson;
import org.poolwarden.request.Problem;

@DisplayName("A list of records as JSON")
class RecordTextTest {

    @ParameterizedTest
    @EnumSource(Audience.class)
    @DisplayName("is the same text, whether it is built first or written at once")
    void sameText(Audience reader) {
        Problem problem = new Problem("PWARDEN0203", "java:/guard", "It is \"silent\".", "Wake it.");
        EntityRecord lease = LeaseMapper.of(Known.ROW);
        RecordList list =
                RecordList.of("node1", false, Instant.EPOCH, List.of(ProblemMapper.of(problem)), List.of(lease, lease));
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonFactories.GENERATORS.createGenerator(text)) {
            json.writeStartObject();
            RecordJson.write(json, list, reader);
            json.writeEnd();
        }
        assertEquals(RecordJson.of(list, reader).build().toString(), text.toString());
    }
}
