/**
 * The one wording of counts and of durations, for every interface, message and page, and the one cleaner of texts from
 * outside.
 */
package org.poolwarden.text;
