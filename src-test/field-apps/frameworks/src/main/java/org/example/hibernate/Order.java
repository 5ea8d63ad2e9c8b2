package org.example.hibernate;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An order. */
@Entity
@Table(name = "FIELD_ORDER")
public class Order {

    @Id
    private int id;

    private String item;

    /** What was ordered. */
    public String getItem() {
        return item;
    }
}
