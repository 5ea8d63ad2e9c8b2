package org.poolwarden.leaky.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.poolwarden.leaky.database.Database;

/** The page for a person: a form for each endpoint. Answers appear beside the forms. */
final class Page {

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Leaky app</title>
            <style>
            body { font: 16px/1.4 system-ui, sans-serif; margin: 1rem auto; max-width: 60rem; padding: 0 1rem; }
            form { border-top: 1px solid #999; padding: .6rem 0; }
            p { margin: 0 0 .3rem; }
            label { margin-right: 1rem; }
            input { width: 7rem; }
            iframe { border: 1px solid #666; height: 9rem; position: sticky; top: 0; width: 100%; background: #fff; }
            </style>
            </head>
            <body>
            <main>
            <h1>Leaky app</h1>
            <p>Makes the mistakes that Poolwarden finds. Press a button, then look at Poolwarden.</p>
            <iframe name="answer" title="The answer to the last button"></iframe>
            """;

    private Page() {}

    /** Relative to the context root, which must end with a slash. */
    static String html() {
        return HEAD + Endpoints.ALL.stream().map(Page::form).collect(Collectors.joining())
                + "</main>\n</body>\n</html>\n";
    }

    private static String form(Endpoint endpoint) {
        return "<form method=\"" + endpoint.method().toLowerCase(Locale.ROOT) + "\" action=\""
                + endpoint.path().substring(1) + "\" target=\"answer\">\n"
                + "<p>" + endpoint.help() + "</p>\n"
                + endpoint.fields().stream().map(Page::input).collect(Collectors.joining())
                + "<button>" + endpoint.title() + "</button>\n</form>\n";
    }

    private static String input(Parameter field) {
        if (field == Parameter.DS) {
            return "<label>ds <select name=\"ds\">"
                    + Arrays.stream(Database.values())
                            .map(database -> "<option>" + database.name().toLowerCase(Locale.ROOT) + "</option>")
                            .collect(Collectors.joining())
                    + "</select></label>\n";
        }
        return "<label>" + field.key() + " <input name=\"" + field.key() + "\" value=\"" + field.example()
                + "\" required></label>\n";
    }
}
