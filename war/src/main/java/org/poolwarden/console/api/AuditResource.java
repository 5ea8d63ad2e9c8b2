package org.poolwarden.console.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.poolwarden.admin.record.AuditFilter;
import org.poolwarden.admin.record.AuditPage;
import org.poolwarden.admin.record.AuditedKill;
import org.poolwarden.console.api.Page.Cursor;
import org.poolwarden.console.web.ApiMessages;
import org.poolwarden.console.web.Refusal;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.mapping.AuditMapper;
import org.poolwarden.mapping.ListMapper;
import org.poolwarden.request.WardenException;
import org.poolwarden.text.UtcTimes;

/** The guards' audits. Asks the databases. */
@Path("audit")
@Produces(MediaType.APPLICATION_JSON)
public final class AuditResource {

    private static final String LIST = "audit";

    /** For Jakarta REST. */
    public AuditResource() {}

    /** A page of rows, the newest first. How many there are on all pages is not known. */
    @GET
    public Response list(@Context HttpServletRequest http, @Context Request request) throws Refusal, WardenException {
        Asked asked = Asked.of(http, "limit", "cursor", "database", "session", "requester", "from", "to");
        Place place = Place.read(asked.cursor(LIST));
        int limit = asked.limit();
        LocalDateTime from = time("from", asked.text("from"));
        LocalDateTime to = place == null ? time("to", asked.text("to")) : place.time;
        int seen = place == null ? 0 : place.seen;
        AuditPage found = asked.warden()
                .audit()
                .audit(new AuditFilter(
                        asked.text("database"),
                        asked.text("session"),
                        asked.text("requester"),
                        null,
                        List.of(),
                        from,
                        to,
                        Math.min(AuditFilter.MAX, seen + limit)));
        List<AuditedKill> rows = found.kills().stream().skip(seen).toList();
        boolean more = found.more()
                && !rows.isEmpty()
                && rows.get(rows.size() - 1).entry().at() != null;
        Page<AuditedKill> page =
                new Page<>(rows, more ? Place.after(found.kills()).toString() : null, null);
        List<EntityRecord> records = AuditMapper.of(rows, asked.warden().kills().listKills());
        return Answers.listed(request, ListMapper.of(Instant.now(), found.told(), records), page, asked.reader());
    }

    /** Null if it is absent. */
    private static LocalDateTime time(String parameter, String value) throws Refusal {
        try {
            return value == null ? null : UtcTimes.parse(value);
        } catch (DateTimeParseException e) {
            throw new Refusal(400, ApiMessages.parameter(parameter, "takes a time such as 2026-11-21T10:00:00"));
        }
    }

    /**
     * Where a page ends: at a time, and after so many rows of that time.
     *
     * @param seen how many of the rows up to that time the pages before have had
     */
    private record Place(LocalDateTime time, int seen) {

        static Place read(Cursor cursor) throws Refusal {
            if (cursor == null) {
                return null;
            }
            try {
                String[] parts = cursor.key().split(" ", 2);
                int seen = Integer.parseInt(parts[1]);
                if (seen < 1 || seen >= AuditFilter.MAX) {
                    throw Cursor.refusal();
                }
                return new Place(UtcTimes.parse(parts[0]), seen);
            } catch (DateTimeParseException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw Cursor.refusal();
            }
        }

        static Place after(List<AuditedKill> all) {
            LocalDateTime last = all.get(all.size() - 1).entry().at();
            long same =
                    all.stream().filter(one -> last.equals(one.entry().at())).count();
            return new Place(last, (int) same);
        }

        @Override
        public String toString() {
            return new Cursor(LIST, time + " " + seen).toString();
        }
    }
}
