/**
 * The scripts as texts: how SQL*Plus splits them, and what two parsers and SQL*Plus have against them. Needs no
 * database.
 */
package org.poolwarden.guardcontract.script;
