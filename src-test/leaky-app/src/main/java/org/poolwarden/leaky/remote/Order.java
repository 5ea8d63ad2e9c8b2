package org.poolwarden.leaky.remote;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.poolwarden.leaky.answer.Answer;
import org.poolwarden.leaky.answer.Refusal;

/**
 * One step that a worker is told to do.
 *
 * @param done completed with what became of it
 */
record Order(String step, Map<String, String> given, CompletableFuture<Answer> done) {

    Order(String step, Map<String, String> given) {
        this(step, given, new CompletableFuture<>());
    }

    String text(String key) {
        String value = given.get(key);
        if (value == null) {
            throw Refusal.badRequest("step " + step + " needs " + key);
        }
        return value;
    }

    int number(String key) {
        try {
            return Integer.parseInt(text(key));
        } catch (NumberFormatException e) {
            throw Refusal.badRequest(key + " must be a whole number");
        }
    }
}
