/**
 * One client from its CONNECT packet to its end: the service it asks for, the capabilities, the login.
 * After the login it hands over to {@code call}.
 * Users and passwords come from the engine; none are stored here.
 */
package org.poolwarden.standin.session;
