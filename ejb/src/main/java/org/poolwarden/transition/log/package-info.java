/**
 * What server.log says of transitions: one numbered line each, with its facts in the MDC, and so few that a flood of
 * leaks does not become a flood of lines. No SQL text and no secret is written.
 */
package org.poolwarden.transition.log;
