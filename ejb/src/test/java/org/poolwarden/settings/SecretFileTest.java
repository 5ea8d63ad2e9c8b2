package org.poolwarden.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The file with the guard's password")
class SecretFileTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"rw-------, false", "r--------, false", "rw-r--r--, true", "rw-r-----, true", "rw-----w-, true"})
    @DisplayName("is told about if others have a right to it")
    void modes(String mode, boolean told) throws Exception {
        assertEquals(Optional.empty(), SecretFile.openToOthers(folder.toString()), "there is none");
        assertEquals(Optional.empty(), SecretFile.openToOthers(null));
        Path file = Files.createFile(folder.resolve("poolwarden.cs"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        assertEquals(told ? Optional.of(file) : Optional.empty(), SecretFile.openToOthers(folder.toString()));
    }
}
