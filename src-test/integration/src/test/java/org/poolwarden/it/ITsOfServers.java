package org.poolwarden.it;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** What runs on servers of other versions, in a domain and in a container, in the profiles for that. */
@Suite
@SelectPackages("org.poolwarden.it")
@IncludeClassNamePatterns(ITsOfServers.CLASSES)
final class ITsOfServers {

    static final String CLASSES = ".*\\.(Container|Domain|EveryServer)IT";

    private ITsOfServers() {}
}
