/**
 * The extension {@code org.poolwarden} of the server: {@code /subsystem=poolwarden} in jboss-cli and over HTTP
 * management. Its operations, replies, runtime attributes and descriptions are derived from
 * {@code org.poolwarden.contract}, its settings from {@code org.poolwarden.settings}; this module's jar contains both.
 * It holds no data of its own: it asks the MBeans of poolwarden.ear.
 */
package org.poolwarden.cli;
