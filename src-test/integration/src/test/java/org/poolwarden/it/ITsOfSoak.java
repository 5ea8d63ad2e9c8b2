package org.poolwarden.it;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The soak, which has a server of its own. */
@Suite
@SelectPackages("org.poolwarden.it.soak")
@IncludeClassNamePatterns(ITsOfSoak.CLASSES)
final class ITsOfSoak {

    static final String CLASSES = ".*\\.SoakIT";

    private ITsOfSoak() {}
}
