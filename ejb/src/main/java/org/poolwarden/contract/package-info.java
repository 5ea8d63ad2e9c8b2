/**
 * The one declaration of everything that Poolwarden shows and does: entities with their fields, and operations with
 * their parameters. The open types of JMX, the replies and descriptions of jboss-cli, JSON, CSV and the manual's tables
 * are derived from it. Pure JDK, and it uses no other package: the jar of the CLI extension contains it too, which must
 * describe itself while the EAR is absent.
 */
package org.poolwarden.contract;
