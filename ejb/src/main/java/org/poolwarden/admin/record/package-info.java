/**
 * What the questions of admin are answered with: an explanation, an owner, a script, rows of the audit and the filter
 * for them. These are values. Nothing here asks or acts.
 */
package org.poolwarden.admin.record;
