package org.poolwarden.it;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** What reads the console in a browser, and what boots servers of its own: half of the time that all tests take. */
@Suite
@SelectPackages("org.poolwarden.it")
@IncludeClassNamePatterns(ITsOfConsole.CLASSES)
final class ITsOfConsole {

    static final String CLASSES = ".*\\.(Browser\\w*|Console|Fleet|Install|NoRest|StatisticsOnly|ThousandLeases|Xa)IT";

    private ITsOfConsole() {}
}
