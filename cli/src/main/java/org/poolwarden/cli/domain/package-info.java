/**
 * Asks the servers of a managed domain through the management model of its domain controller, where no EAR runs. A
 * server that is silent holds nobody up longer than a deadline, and what it may have told is said to be missing. Who
 * asks is known to each server, which authorizes it again.
 */
package org.poolwarden.cli.domain;
