/** An application on MyBatis. */
package org.example.mybatis;
