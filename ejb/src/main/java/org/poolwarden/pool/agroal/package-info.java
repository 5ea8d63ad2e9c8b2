/**
 * Pools of WildFly's datasources-agroal subsystem, which are counted and cannot be reclaimed. They are read from the
 * management model. No class of Agroal is used.
 */
package org.poolwarden.pool.agroal;
