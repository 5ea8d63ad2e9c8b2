package org.poolwarden.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import org.poolwarden.logging.Messages;

/** The credential store's file with the guard's password, where the scripts put it. */
public final class SecretFile {

    private static final Set<PosixFilePermission> OWNERS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private SecretFile() {}

    /**
     * The file in a configuration folder, if others than its owner have any right to it. Empty where there is no such
     * file, and where the file system does not say.
     *
     * @param folder null if the server has none
     */
    public static Optional<Path> openToOthers(String folder) {
        if (folder == null) {
            return Optional.empty();
        }
        Path file = Path.of(folder, "poolwarden.cs");
        try {
            return Files.exists(file) && !OWNERS.containsAll(Files.getPosixFilePermissions(file))
                    ? Optional.of(file)
                    : Optional.empty();
        } catch (IOException | UnsupportedOperationException e) {
            Messages.LOG.debug("Who may read the credential store is not known", e);
            return Optional.empty();
        }
    }
}
