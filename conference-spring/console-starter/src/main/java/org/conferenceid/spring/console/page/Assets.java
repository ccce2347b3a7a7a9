package org.conferenceid.spring.console.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.conferenceid.InvalidValueException;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The files for the browser: styles, the console's own script, and htmx. Their path holds a digest
 * of them, so browsers keep them for long and still get new ones at once.
 *
 * @since 0.1.0
 */
public final class Assets {
  static final String FOLDER = "/assets";

  private static final String OWN = "org/conferenceid/spring/console/assets/";
  private static final String HTMX =
      "classpath*:META-INF/resources/webjars/htmx.org/*/dist/htmx.min.js";
  private static final int DIGEST_BYTES = 6;

  private final String path;
  private final String version;
  private final Map<String, byte[]> files = new LinkedHashMap<>();

  /**
   * Reads the files.
   *
   * @param path where the console is mounted
   */
  public Assets(String path) {
    this.path = Objects.requireNonNull(path, "path");
    try {
      put(new ClassPathResource(OWN + "console.css"));
      put(new ClassPathResource(OWN + "console.js"));
      put(
          Arrays.stream(new PathMatchingResourcePatternResolver().getResources(HTMX))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("The webjar htmx.org is missing")));
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.values().forEach(digest::update);
      this.version = HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException("The console's files cannot be read", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void put(Resource file) throws IOException {
    files.put(Objects.requireNonNull(file.getFilename()), file.getContentAsByteArray());
  }

  /**
   * Returns where a file is.
   *
   * @param name its name
   * @return a path without the application's own
   * @throws InvalidValueException if there is no such file
   */
  public String at(String name) {
    if (!files.containsKey(name)) {
      throw new InvalidValueException("file", "must be one of the console's", name);
    }
    return path + FOLDER + "/" + version + "/" + name;
  }

  Optional<byte[]> file(String wantedVersion, String name) {
    return version.equals(wantedVersion) ? Optional.ofNullable(files.get(name)) : Optional.empty();
  }
}
