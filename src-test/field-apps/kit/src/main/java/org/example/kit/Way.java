package org.example.kit;

/** What a request does with the connections that it borrows. */
public enum Way {
    /** Uses one for a moment and closes it. */
    BRIEF,
    /** Holds on to it until the test releases it and closes it then. */
    HONEST,
    /** Forgets to close it. */
    LEAK
}
