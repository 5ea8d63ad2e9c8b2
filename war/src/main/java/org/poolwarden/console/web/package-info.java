/**
 * What every request needs: addresses, parameters, responses, the token of forms, headers, and bounded waiting for a
 * database. Nothing here knows what a lease is.
 */
package org.poolwarden.console.web;
