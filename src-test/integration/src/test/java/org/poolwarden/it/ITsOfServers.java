package org.poolwarden.it;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** What runs on servers of other versions, in the profiles that unpack them. */
@Suite
@SelectPackages("org.poolwarden.it")
@IncludeClassNamePatterns(ITsOfServers.CLASSES)
final class ITsOfServers {

    static final String CLASSES = ".*\\.EveryServerIT";

    private ITsOfServers() {}
}
