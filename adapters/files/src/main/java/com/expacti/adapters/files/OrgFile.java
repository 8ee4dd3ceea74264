package com.expacti.adapters.files;

import com.expacti.domain.identity.OrgId;
import java.nio.file.Path;

/** The file of an org in a folder. */
final class OrgFile {
    private OrgFile() {}

    static Path in(Path folder, OrgId org, String ending) {
        if (!org.value().matches("[A-Za-z0-9_-]+")) {
            throw new IllegalArgumentException("an org's id is not a plain file name");
        }
        return folder.resolve(org.value() + ending);
    }
}
