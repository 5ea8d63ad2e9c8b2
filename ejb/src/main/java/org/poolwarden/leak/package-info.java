/**
 * The verdicts. Joins both halves of each lease, judges it, and gives the reasons in words. Pure Java: it asks
 * nobody, keeps nothing, and reads no clock.
 */
package org.poolwarden.leak;
