package org.example.spring;

import java.sql.SQLException;
import org.example.kit.Field;
import org.example.kit.Way;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The pages of the shop. */
@RestController
public class OrderController {

    private final JdbcOrders jdbc;
    private final JpaOrders jpa;
    private final Newsletter newsletter;

    OrderController(JdbcOrders jdbc, JpaOrders jpa, Newsletter newsletter) {
        this.jdbc = jdbc;
        this.jpa = jpa;
        this.newsletter = newsletter;
    }

    @PostMapping("/jdbc")
    String jdbc(@RequestParam("way") Way way, @RequestParam(name = "row", defaultValue = "") String row) {
        switch (way) {
            case LEAK -> jdbc.leak(row);
            case HONEST -> jdbc.honest(row);
            default -> jdbc.brief();
        }
        return "done";
    }

    /** The service has returned when the view is rendered; the session is still open for it. */
    @PostMapping("/view")
    String view(@RequestParam("way") Way way, @RequestParam(name = "row", defaultValue = "") String row) {
        if (way == Way.LEAK) {
            jpa.leak(row);
            return "done";
        }
        String sid = jpa.find();
        if (way == Way.HONEST) {
            Field.borrowed(row, sid);
            Field.remoteCall();
        }
        return "done";
    }

    @PostMapping("/newsletter")
    String newsletter(@RequestParam("way") Way way, @RequestParam(name = "row", defaultValue = "") String row)
            throws SQLException {
        newsletter.send(way, row);
        return "done";
    }
}
