/**
 * The contract of the guard: its cases, and one test for each engine that runs all of them. A case knows the guard's
 * SQL and the words of {@code engine}, never an engine. What an engine cannot express is an {@code Ability}.
 */
package org.poolwarden.guardcontract;
