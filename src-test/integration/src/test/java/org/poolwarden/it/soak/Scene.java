package org.poolwarden.it.soak;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What an application and its administrators do; each with how often it is played. */
enum Scene {
    LOCAL_WORK(4, HonestScenes::local),
    JTA_WORK(4, HonestScenes::jta),
    TWO_POOLS(3, HonestScenes::twoPools),
    CONTAINER(2, HonestScenes::container),
    LATE_CLOSE(2, HonestScenes::lateClose),
    KILLED_IDLE(4, KillScenes::idle),
    KILLED_LEAK(4, KillScenes::leak),
    KILLED_LOCAL(4, KillScenes::local),
    KILLED_JTA(5, KillScenes::jta),
    KILLED_TWO_POOLS(3, KillScenes::twoPools),
    SPARED_LOCAL(5, SparingScenes::local),
    SPARED_JTA(5, SparingScenes::jta),
    SPARED_TWO_POOLS(3, SparingScenes::twoPools),
    KILLED_BLOCKED(4, BlockedScenes::statement),
    CANCELLED(3, BlockedScenes::cancelled),
    KILLED_HOLDER(3, BlockedScenes::holder),
    KILLED_WAITER(3, BlockedScenes::waiter),
    RACE_CLOSE(5, RaceScenes::close),
    RACE_NEIGHBOUR(6, RaceScenes::neighbour),
    RACE_COMMIT(4, RaceScenes::commit),
    RACE_COMMIT_JTA(4, RaceScenes::commitJta),
    RACE_KILLS(3, RaceScenes::kills),
    DENIED(2, KillScenes::denied);

    private static final List<Scene> BY_WEIGHT = Arrays.stream(values())
            .flatMap(scene -> Collections.nCopies(scene.weight, scene).stream())
            .toList();

    private final int weight;
    private final Play play;

    Scene(int weight, Play play) {
        this.weight = weight;
        this.play = play;
    }

    /** How it goes. */
    private interface Play {
        void play(Actor actor) throws Exception;
    }

    static Scene any(Random random) {
        return BY_WEIGHT.get(random.nextInt(BY_WEIGHT.size()));
    }

    void play(Actor actor) throws Exception {
        play.play(actor);
    }
}
