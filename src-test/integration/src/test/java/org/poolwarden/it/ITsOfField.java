package org.poolwarden.it;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** What deploys the field's applications, on a server that nobody has after them. */
@Suite
@SelectPackages("org.poolwarden.it")
@IncludeClassNamePatterns(ITsOfField.CLASSES)
final class ITsOfField {

    static final String CLASSES = ".*\\.FieldIT";

    private ITsOfField() {}
}
