/**
 * The singleton EJB that owns all rooms, the four business interfaces that it hands to the console and to the MBeans,
 * and what does the work behind them. No interface calls anything below this room but its values.
 */
package org.poolwarden.admin;
