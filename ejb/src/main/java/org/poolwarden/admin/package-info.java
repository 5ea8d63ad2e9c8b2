/**
 * The singleton EJB that owns all rooms, the business interfaces through which the console and the MBeans call it,
 * and the questions about one lease or session. No interface calls anything below this room but its values.
 */
package org.poolwarden.admin;
