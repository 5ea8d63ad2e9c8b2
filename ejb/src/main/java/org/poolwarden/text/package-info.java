/** The one wording of counts and of durations, for every interface, message and page. */
package org.poolwarden.text;
