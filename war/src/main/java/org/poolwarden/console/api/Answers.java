package org.poolwarden.console.api;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.poolwarden.contract.Audience;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Reply.RecordList;
import org.poolwarden.json.JsonFactories;
import org.poolwarden.json.RecordJson;
import org.poolwarden.mapping.ListMapper;
import org.poolwarden.scan.ScanStatus;

/** Records of the contract as answers. What only reads has a validator, and is not sent twice to who has it. */
final class Answers {

    private static final String SCAN_TIME = "scanTime";
    private static final int VALIDATOR = 16;

    private Answers() {}

    /** A page of what the last scan saw. */
    static <T> Response scanned(
            Request request, ScanStatus status, Page<T> page, Function<T, EntityRecord> mapper, Audience reader) {
        RecordList list = ListMapper.of(status, records(page, mapper));
        byte[] content = written(list, page, reader);
        return read(request, content, content);
    }

    /** The same text as of {@link #list}, without an object for each of its values. */
    private static byte[] written(RecordList list, Page<?> page, Audience reader) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(64 * 1024);
        try (JsonGenerator json = JsonFactories.GENERATORS.createGenerator(out, StandardCharsets.UTF_8)) {
            json.writeStartObject();
            RecordJson.write(json, list, reader);
            json.write("total", total(page)).write("next", next(page)).writeEnd();
        }
        return out.toByteArray();
    }

    private static JsonValue total(Page<?> page) {
        return page.total() == null ? JsonValue.NULL : Json.createValue(page.total());
    }

    private static JsonValue next(Page<?> page) {
        return page.next() == null ? JsonValue.NULL : Json.createValue(page.next());
    }

    /** A page of what Poolwarden itself keeps. That it was read at another time makes it no other. */
    static <T> Response kept(Request request, Page<T> page, Function<T, EntityRecord> mapper, Audience reader) {
        JsonObject json =
                list(ListMapper.kept(records(page, mapper)), page, reader).build();
        return read(
                request, json, Json.createObjectBuilder(json).addNull(SCAN_TIME).build());
    }

    /** One record. */
    static Response one(Request request, EntityRecord record, Audience reader) {
        return read(request, RecordJson.of(record, reader).build());
    }

    /** A page of anything else. */
    static Response listed(Request request, RecordList list, Page<?> page, Audience reader) {
        JsonObject json = list(list, page, reader).build();
        return read(
                request, json, Json.createObjectBuilder(json).addNull(SCAN_TIME).build());
    }

    /** What has no validator: it was asked for this once, or changes with each question. */
    static Response.ResponseBuilder plain(int status, EntityRecord record, Audience reader) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(bytes(RecordJson.of(record, reader).build()));
    }

    /** What was requested has begun or waits for its turn; it is followed at the address in Location. */
    static Response accepted(Asked asked, String resource, String id, EntityRecord record) {
        return plain(202, record, asked.reader())
                .header(HttpHeaders.LOCATION, asked.path(resource, id))
                .build();
    }

    /** The same of a kill of which nothing but its id is told. */
    static Response accepted(Asked asked, String resource, String id) {
        JsonObject known =
                JsonFactories.BUILDERS.createObjectBuilder().add("killId", id).build();
        return Response.status(202)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(bytes(known))
                .header(HttpHeaders.LOCATION, asked.path(resource, id))
                .build();
    }

    static byte[] bytes(JsonObject json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static <T> List<EntityRecord> records(Page<T> page, Function<T, EntityRecord> mapper) {
        return page.items().stream().map(mapper).toList();
    }

    private static JsonObjectBuilder list(RecordList list, Page<?> page, Audience reader) {
        JsonObjectBuilder json = RecordJson.of(list, reader);
        return json.add("total", total(page)).add("next", next(page));
    }

    private static Response read(Request request, JsonObject json) {
        byte[] content = bytes(json);
        return read(request, content, content);
    }

    /** @param meaning what must have changed for the answer to be another one */
    private static Response read(Request request, JsonObject json, JsonObject meaning) {
        return read(request, bytes(json), bytes(meaning));
    }

    private static Response read(Request request, byte[] content, byte[] meaning) {
        EntityTag tag = new EntityTag(digest(meaning), true);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return unchanged != null
                ? unchanged.tag(tag).build()
                : Response.ok(content, MediaType.APPLICATION_JSON_TYPE).tag(tag).build();
    }

    private static String digest(byte[] content) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256").digest(content);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(all).substring(0, VALIDATOR);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }
}
