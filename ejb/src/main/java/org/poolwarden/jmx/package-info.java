/**
 * The MBeans: the values of their attributes, what their operations do, notifications, and their registration. The
 * names and the descriptions are those of the contract. Attributes ask no database. An operation that acts, or shows
 * SQL, has impact ACTION, so that WildFly refuses it to a Monitor.
 */
package org.poolwarden.jmx;
