/**
 * What every request needs: addresses, parameters, responses, the token of forms, headers, and a bounded wait for a
 * database. Nothing here knows leases.
 */
package org.poolwarden.console.web;
