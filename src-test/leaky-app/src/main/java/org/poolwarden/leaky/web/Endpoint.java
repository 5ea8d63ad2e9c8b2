package org.poolwarden.leaky.web;

import java.sql.SQLException;
import java.util.List;
import org.poolwarden.leaky.answer.Answer;
import org.poolwarden.leaky.answer.Refusal;

/** One thing that the application can be asked for: where, with what, and what it is called on the page. */
record Endpoint(String method, String path, String title, String help, List<Parameter> fields, Action action) {

    /** What it does. Speaks of failures by the exceptions of JDBC and by {@link Refusal}. */
    interface Action {
        Answer answer(Parameters parameters) throws SQLException, InterruptedException;
    }

    static Endpoint post(String path, String title, String help, Action action, Parameter... fields) {
        return new Endpoint("POST", path, title, help, List.of(fields), action);
    }

    static Endpoint get(String path, String title, String help, Action action, Parameter... fields) {
        return new Endpoint("GET", path, title, help, List.of(fields), action);
    }

    Answer answer(Parameters parameters) throws SQLException, InterruptedException {
        return action.answer(parameters);
    }
}
