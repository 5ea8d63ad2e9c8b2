/**
 * The pools of WildFly's subsystem datasources-agroal, which are counted and cannot be reclaimed. They are read from
 * the management model, without any class of Agroal.
 */
package org.poolwarden.pool.agroal;
