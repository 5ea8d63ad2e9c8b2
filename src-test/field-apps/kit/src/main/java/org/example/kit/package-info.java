/**
 * What an integration test drives the applications by: ways, reports, a hold that lasts until it is released. Nothing
 * of it borrows a connection.
 */
package org.example.kit;
