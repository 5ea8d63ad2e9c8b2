/** Ways to borrow that need nothing but the server: servlets, EJBs, executors, Persistence, own threads. */
package org.example.jakarta;
