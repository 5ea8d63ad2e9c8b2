/**
 * The page, its forms and the endpoints behind them.
 * Parameters are checked here, before anything is borrowed.
 * No JDBC is done here.
 */
package org.poolwarden.leaky.web;
