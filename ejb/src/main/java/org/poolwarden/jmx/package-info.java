/**
 * The MBeans: attributes, operations, notifications, and their registration. Attributes ask no database. An operation
 * that acts, or shows SQL, has impact ACTION, so that WildFly refuses it to a Monitor.
 */
package org.poolwarden.jmx;
