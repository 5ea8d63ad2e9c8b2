/**
 * What all calls have in common: their headers, how a reply ends, and how an error is answered.
 * The login uses it as well.
 * No call is carried out here.
 */
package org.poolwarden.standin.call.message;
