/**
 * Faults planted in install.sql, each with the case that must notice it.
 */
package org.poolwarden.guardcontract.mutant;
